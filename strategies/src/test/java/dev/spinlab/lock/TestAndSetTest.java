package dev.spinlab.lock;

import static dev.spinlab.lock.LockWord.LOCKED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Items 16 and 24 of kernel-facts section 6: the fallback in which everybody races for the word. */
class TestAndSetTest {
    @AutoClose
    private final LockRig rig = new LockRig(3);

    private final Contender owner = rig.contender(0);
    private final Contender first = rig.contender(1);
    private final Contender second = rig.contender(2);

    private static ResilientQueuedSpinLock racing(LockProfile profile, String name) {
        return ResilientQueuedSpinLock.of(name, LockRig.parameters(profile).withTestAndSet(true));
    }

    @ParameterizedTest
    @EnumSource
    void aWaiterTakesExactlyOneEntry(LockProfile profile) {
        ResilientQueuedSpinLock lock = racing(profile, "lock");
        owner.acquire(lock);
        first.begin(lock);
        first.spin();
        assertThat(first.cpu().heldLocks().depth()).isEqualTo(1);
        assertThat(first.cpu().heldLocks().entryOpaque(0)).isSameAs(lock);
        // Two entries would be recursion: the check that follows must not see any.
        rig.advanceMillis(100);
        first.spin();
        owner.unlock(lock);
        assertThat(first.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        LockRig.assertHolds(first.cpu(), 1);
        first.unlock(lock);
        rig.assertAtRest(lock);
    }

    @ParameterizedTest
    @EnumSource
    void waitersNeitherQueueNorPend(LockProfile profile) {
        ResilientQueuedSpinLock lock = racing(profile, "lock");
        owner.acquire(lock);
        first.begin(lock);
        first.spin();
        second.begin(lock);
        second.spin();
        assertThat(lock.word()).isEqualTo(LOCKED);
        owner.unlock(lock);
        assertThat(second.endAttempt()).as("the quickest wins").isEqualTo(LockResult.ACQUIRED);
        first.spin();
    }

    @ParameterizedTest
    @EnumSource
    void aWaiterTimesOutAfterOneSecond(LockProfile profile) {
        ResilientQueuedSpinLock lock = racing(profile, "lock");
        owner.acquire(lock);
        first.begin(lock);
        first.spin();
        rig.advanceMillis(1_000);
        first.spin();
        rig.schedule().advance(1);
        assertThat(first.endAttempt()).isEqualTo(LockResult.TIMED_OUT);
        assertThat(lock.word()).isEqualTo(LOCKED);
        LockRig.assertHolds(first.cpu(), 0);
    }

    @Test
    void recursionIsFoundAtTheFirstCheck() {
        ResilientQueuedSpinLock lock = racing(LockProfile.CURRENT, "lock");
        owner.acquire(lock);
        owner.begin(lock);
        owner.run(5);
        assertThat(owner.busy()).isFalse();
        assertThat(owner.result()).isEqualTo(LockResult.DEADLOCK);
        LockRig.assertHolds(owner.cpu(), 1);
    }

    @ParameterizedTest
    @EnumSource
    void aCycleOfTwoIsFound(LockProfile profile) {
        ResilientQueuedSpinLock a = racing(profile, "a");
        ResilientQueuedSpinLock b = racing(profile, "b");
        first.acquire(a);
        second.acquire(b);
        first.begin(b);
        first.spin();
        second.begin(a);
        second.spin();
        rig.advanceMillis(2);
        assertThat(first.endAttempt()).isEqualTo(LockResult.DEADLOCK);
        first.unlock(a);
        assertThat(second.endAttempt()).isEqualTo(LockResult.ACQUIRED);
    }
}
