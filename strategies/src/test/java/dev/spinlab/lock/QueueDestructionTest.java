package dev.spinlab.lock;

import static dev.spinlab.lock.LockWord.LOCKED;
import static dev.spinlab.lock.LockWord.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Items 19, 20 and 21 of kernel-facts section 6, scenarios S23 to S25: what a failing head does to those behind it. */
class QueueDestructionTest {
    @AutoClose
    private final LockRig rig = new LockRig(6);

    private final Contender owner = rig.contender(0);
    private final Contender pending = rig.contender(1);
    private final Contender head = rig.contender(2);
    private final Contender next = rig.contender(3);
    private final Contender last = rig.contender(4);

    private static void beginAndSpin(Contender contender, SpinLock lock) {
        contender.begin(lock);
        contender.spin();
    }

    /** Owner, pending waiter, and the given ones queued in order. */
    private ResilientQueuedSpinLock contended(LockProfile profile, Contender... queued) {
        ResilientQueuedSpinLock lock = LockRig.lock(profile, "lock");
        owner.acquire(lock);
        beginAndSpin(pending, lock);
        for (Contender waiter : queued) {
            beginAndSpin(waiter, lock);
        }
        return lock;
    }

    /** The head holds a lock that the owner waits for: the head will find a cycle. */
    private ResilientQueuedSpinLock crossed(LockProfile profile, ResilientQueuedSpinLock heads, Contender... behind) {
        head.acquire(heads);
        Contender[] queued = new Contender[behind.length + 1];
        queued[0] = head;
        System.arraycopy(behind, 0, queued, 1, behind.length);
        ResilientQueuedSpinLock lock = contended(profile, queued);
        beginAndSpin(owner, heads);
        rig.advanceMillis(2);
        return lock;
    }

    private void unwind(ResilientQueuedSpinLock lock, ResilientQueuedSpinLock heads) {
        head.unlock(heads);
        assertThat(owner.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        owner.unlock(heads);
        owner.unlock(lock);
        assertThat(pending.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        pending.unlock(lock);
    }

    @ParameterizedTest
    @CsvSource({"CURRENT, TIMED_OUT", "V6_15, DEADLOCK"})
    void headTimeoutSendsEveryWaiterAwayInOrder(LockProfile profile, LockResult answer) {
        ResilientQueuedSpinLock lock = contended(profile, head, next, last);
        rig.advanceMillis(501);
        next.spin();
        last.spin();
        assertThat(head.endAttempt()).isEqualTo(LockResult.TIMED_OUT);
        last.spin();
        assertThat(next.endAttempt()).isEqualTo(answer);
        assertThat(lock.word()).isEqualTo(LockWord.encodeTail(4, 0) | PENDING | LOCKED);
        assertThat(last.endAttempt()).isEqualTo(answer);
        assertThat(lock.word()).as("no tail").isEqualTo(PENDING | LOCKED);
        for (Contender left : new Contender[] {head, next, last}) {
            LockRig.assertHolds(left.cpu(), 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewcomerCanQueueAfterTheQueueWasSentAway(LockProfile profile) {
        ResilientQueuedSpinLock lock = contended(profile, head, next);
        rig.advanceMillis(501);
        head.end();
        next.end();
        beginAndSpin(last, lock);
        assertThat(lock.word()).isEqualTo(LockWord.encodeTail(4, 0) | PENDING | LOCKED);
        owner.unlock(lock);
        assertThat(pending.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        pending.unlock(lock);
        assertThat(last.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        last.unlock(lock);
        rig.assertAtRest(lock);
    }

    @ParameterizedTest
    @CsvSource({"CURRENT, TIMED_OUT", "V6_15, DEADLOCK"})
    void aNewcomerThatArrivesWhileTheQueueIsSentAwayLeavesWithIt(LockProfile profile, LockResult answer) {
        ResilientQueuedSpinLock lock = contended(profile, head, next);
        rig.advanceMillis(501);
        assertThat(head.endAttempt()).isEqualTo(LockResult.TIMED_OUT);
        beginAndSpin(last, lock);
        assertThat(next.endAttempt()).isEqualTo(answer);
        assertThat(last.endAttempt()).isEqualTo(answer);
        assertThat(lock.word()).isEqualTo(PENDING | LOCKED);
    }

    @Test
    void headThatFindsADeadlockLeavesAlone() {
        ResilientQueuedSpinLock heads = LockRig.lock(LockProfile.CURRENT, "heads");
        ResilientQueuedSpinLock lock = crossed(LockProfile.CURRENT, heads, next, last);
        assertThat(head.endAttempt()).isEqualTo(LockResult.DEADLOCK);
        LockRig.assertHolds(head.cpu(), 1);
        next.spin();
        last.spin();
        unwind(lock, heads);
        assertThat(next.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        next.unlock(lock);
        assertThat(last.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        last.unlock(lock);
        rig.assertAtRest(lock, heads);
    }

    @Test
    void headOf615ThatFindsADeadlockSendsEveryWaiterAway() {
        ResilientQueuedSpinLock heads = LockRig.lock(LockProfile.V6_15, "heads");
        ResilientQueuedSpinLock lock = crossed(LockProfile.V6_15, heads, next, last);
        assertThat(head.endAttempt()).isEqualTo(LockResult.DEADLOCK);
        last.spin();
        assertThat(next.endAttempt()).isEqualTo(LockResult.DEADLOCK);
        assertThat(last.endAttempt()).isEqualTo(LockResult.DEADLOCK);
        assertThat(lock.word()).isEqualTo(PENDING | LOCKED);
        unwind(lock, heads);
        rig.assertAtRest(lock, heads);
    }

    @ParameterizedTest
    @EnumSource
    void headThatIsAlsoTheTailLeavesWithoutWaitingForAnArrival(LockProfile profile) {
        ResilientQueuedSpinLock heads = LockRig.lock(profile, "heads");
        ResilientQueuedSpinLock lock = crossed(profile, heads);
        head.run(20);
        assertThat(head.busy()).as("gone within a few steps").isFalse();
        assertThat(head.result()).isEqualTo(LockResult.DEADLOCK);
        assertThat(lock.word()).as("no tail").isEqualTo(PENDING | LOCKED);
        LockRig.assertHolds(head.cpu(), 1);
        unwind(lock, heads);
        rig.assertAtRest(lock, heads);
    }

    @Test
    void headWaitsForAnArrivalThatHasTheTailButIsNotLinkedYet() {
        ResilientQueuedSpinLock heads = LockRig.lock(LockProfile.CURRENT, "heads");
        ResilientQueuedSpinLock lock = crossed(LockProfile.CURRENT, heads);
        next.begin(lock);
        next.runUntil(() -> (lock.word() & LockWord.TAIL_MASK) == LockWord.encodeTail(3, 0));
        head.spin();
        next.run(1);
        assertThat(head.endAttempt()).isEqualTo(LockResult.DEADLOCK);
        next.spin();
        unwind(lock, heads);
        assertThat(next.endAttempt()).isEqualTo(LockResult.ACQUIRED);
    }

    @Test
    void aWaiterThatBecameHeadThroughADeadlockHasItsOwnFullTimeout() {
        ResilientQueuedSpinLock heads = LockRig.lock(LockProfile.CURRENT, "heads");
        ResilientQueuedSpinLock lock = crossed(LockProfile.CURRENT, heads, next);
        rig.advanceMillis(300);
        next.spin();
        head.end();
        next.spin();
        rig.advanceMillis(500);
        next.spin();
        rig.schedule().advance(1);
        assertThat(next.endAttempt()).isEqualTo(LockResult.TIMED_OUT);
        assertThat(lock.word()).isEqualTo(PENDING | LOCKED);
    }
}
