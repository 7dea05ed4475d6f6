package dev.spinlab.lock;

import static dev.spinlab.lock.LockWord.LOCKED;
import static dev.spinlab.lock.LockWord.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items 16, 17, 18 and 22 of kernel-facts section 6: how long a wait lasts, and what is left of one that failed. */
class TimeoutTest {
    @AutoClose
    private final LockRig rig = new LockRig(5);

    private final Contender owner = rig.contender(0);
    private final Contender first = rig.contender(1);
    private final Contender second = rig.contender(2);

    private static void beginAndSpin(Contender contender, SpinLock lock) {
        contender.begin(lock);
        contender.spin();
    }

    @ParameterizedTest
    @EnumSource
    void pendingWaiterTimesOutAfter250MsAndClearsItsBit(LockProfile profile) {
        ResilientQueuedSpinLock lock = LockRig.lock(profile, "lock");
        owner.acquire(lock);
        beginAndSpin(first, lock);
        rig.advanceMillis(250);
        first.spin();
        assertThat(lock.word()).isEqualTo(PENDING | LOCKED);
        rig.schedule().advance(1);
        assertThat(first.endAttempt()).isEqualTo(LockResult.TIMED_OUT);
        assertThat(lock.word()).isEqualTo(LOCKED);
        LockRig.assertHolds(first.cpu(), 0);
        owner.unlock(lock);
        first.acquire(lock);
        first.unlock(lock);
        rig.assertAtRest(lock);
    }

    @Test
    void pendingWaiterThatTimesOutLeavesTheQueueBehindItAlone() {
        ResilientQueuedSpinLock lock = LockRig.lock(LockProfile.CURRENT, "lock");
        owner.acquire(lock);
        beginAndSpin(first, lock);
        beginAndSpin(second, lock);
        rig.advanceMillis(251);
        assertThat(first.endAttempt()).isEqualTo(LockResult.TIMED_OUT);
        assertThat(lock.word()).isEqualTo(LockWord.encodeTail(2, 0) | LOCKED);
        second.spin();
        owner.unlock(lock);
        assertThat(second.endAttempt()).isEqualTo(LockResult.ACQUIRED);
    }

    @ParameterizedTest
    @EnumSource
    void headTimesOutAfter500Ms(LockProfile profile) {
        ResilientQueuedSpinLock lock = LockRig.lock(profile, "lock");
        owner.acquire(lock);
        beginAndSpin(first, lock);
        beginAndSpin(second, lock);
        rig.advanceMillis(500);
        second.spin();
        rig.schedule().advance(1);
        assertThat(second.endAttempt()).isEqualTo(LockResult.TIMED_OUT);
        assertThat(lock.word()).as("the tail is gone").isEqualTo(PENDING | LOCKED);
        LockRig.assertHolds(second.cpu(), 0);
    }

    @Test
    void clockOfAQueuedWaiterStartsWhenItBecomesTheHead() {
        ResilientQueuedSpinLock lock = LockRig.lock(LockProfile.CURRENT, "lock");
        Contender third = rig.contender(3);
        owner.acquire(lock);
        beginAndSpin(first, lock);
        beginAndSpin(second, lock);
        beginAndSpin(third, lock);
        rig.advanceMillis(400);
        owner.unlock(lock);
        assertThat(first.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        first.unlock(lock);
        assertThat(second.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        third.spin();
        rig.advanceMillis(500);
        third.spin();
        rig.schedule().advance(1);
        assertThat(third.endAttempt()).isEqualTo(LockResult.TIMED_OUT);
        assertThat(lock.word()).isEqualTo(LOCKED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void clockIsLookedAtInTheFirstSpinAndThenOnceInSoMany(int spins) {
        ResilientQueuedSpinLock lock = ResilientQueuedSpinLock.of(
                "lock", LockRig.parameters(LockProfile.CURRENT).withSpinsPerClockRead(spins));
        owner.acquire(lock);
        first.begin(lock);
        // One step before the compare-and-swap, one before the pending bit, one at the end of the first spin.
        first.run(3);
        rig.advanceMillis(251);
        first.run(spins - 1);
        assertThat(first.cpu().heldLocks().depth()).isEqualTo(1);
        assertThat(lock.word()).isEqualTo(PENDING | LOCKED);
        // One step before the bit is cleared, one before the entry is dropped, one of the idling task.
        first.run(3);
        assertThat(first.busy()).isFalse();
        assertThat(first.result()).isEqualTo(LockResult.TIMED_OUT);
    }

    @ParameterizedTest
    @EnumSource
    void timeoutIsTestedBeforeTheDeadlock(LockProfile profile) {
        ResilientQueuedSpinLock a = LockRig.lock(profile, "a");
        ResilientQueuedSpinLock b = LockRig.lock(profile, "b");
        first.acquire(a);
        second.acquire(b);
        beginAndSpin(first, b);
        beginAndSpin(second, a);
        rig.advanceMillis(251);
        assertThat(first.endAttempt()).isEqualTo(LockResult.TIMED_OUT);
    }

    @ParameterizedTest
    @EnumSource
    void aFailedAttemptLeavesTheLocksHeldBeforeAndTheMasking(LockProfile profile) {
        ResilientQueuedSpinLock mine = LockRig.lock(profile, "mine");
        ResilientQueuedSpinLock taken = LockRig.lock(profile, "taken");
        owner.acquire(taken);
        first.acquire(mine);
        LockResult[] answer = new LockResult[1];
        first.begin(cpu -> answer[0] = taken.lockIrqSave(cpu));
        first.spin();
        assertThat(first.cpu().irqsMasked()).isTrue();
        rig.advanceMillis(251);
        first.end();
        assertThat(answer[0]).isEqualTo(LockResult.TIMED_OUT);
        LockRig.assertHolds(first.cpu(), 1);
        assertThat(first.cpu().heldLocks().entryOpaque(1)).as("cleared entry").isNull();
        first.unlock(mine);
        LockRig.assertHolds(first.cpu(), 0);
    }

    @ParameterizedTest
    @EnumSource
    void maskingLastsFromTheAttemptToTheUnlock(LockProfile profile) {
        ResilientQueuedSpinLock lock = LockRig.lock(profile, "lock");
        first.begin(cpu -> assertThat(lock.lockIrqSave(cpu)).isEqualTo(LockResult.ACQUIRED));
        first.end();
        assertThat(first.cpu().irqsMasked()).isTrue();
        first.begin(lock::unlockIrqRestore);
        first.end();
        rig.assertAtRest(lock);
    }

    @ParameterizedTest
    @EnumSource
    void aWaitThatSucceedsCountsOneWaitAndOneAcquisitionAndAFailedOneNoAcquisition(LockProfile profile) {
        ResilientQueuedSpinLock lock = LockRig.lock(profile, "lock");
        owner.acquire(lock);
        beginAndSpin(first, lock);
        beginAndSpin(second, lock);
        rig.advanceMillis(251);
        first.end();
        owner.unlock(lock);
        second.end();
        var failed = first.cpu().context().counters();
        var waited = second.cpu().context().counters();
        assertThat(failed.lockWaits()).isEqualTo(1);
        assertThat(failed.lockAcquisitions()).isZero();
        assertThat(waited.lockWaits()).isEqualTo(1);
        assertThat(waited.lockAcquisitions()).isEqualTo(1);
    }
}
