package dev.spinlab.lock;

import static dev.spinlab.lock.LockWord.LOCKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Item 23 of kernel-facts section 6 and scenario S26, for the resilient lock. */
class MisuseTest {
    @AutoClose
    private final LockRig rig = new LockRig(2);

    private static void assertMisuse(Contender contender, ResilientQueuedSpinLock lock) {
        assertThatThrownBy(() -> contender.unlock(lock))
                .isInstanceOf(LockMisuseError.class)
                .hasMessageContaining("unlock of " + lock.name() + " on cpu "
                        + contender.cpu().id());
    }

    @ParameterizedTest
    @EnumSource
    void unlocksInReverseOrderAreFine(LockProfile profile) {
        ResilientQueuedSpinLock a = LockRig.lock(profile, "a");
        ResilientQueuedSpinLock b = LockRig.lock(profile, "b");
        Contender task = rig.contender(0);
        task.acquire(a);
        task.acquire(b);
        task.unlock(b);
        task.unlock(a);
        rig.assertAtRest(a, b);
    }

    @ParameterizedTest
    @EnumSource
    void unlockOutOfOrderIsMisuseAndReleasesNothing(LockProfile profile) {
        ResilientQueuedSpinLock a = LockRig.lock(profile, "a");
        ResilientQueuedSpinLock b = LockRig.lock(profile, "b");
        Contender task = rig.contender(0);
        task.acquire(a);
        task.acquire(b);
        assertMisuse(task, a);
        assertThat(a.word()).isEqualTo(LOCKED);
        LockRig.assertHolds(task.cpu(), 2);
    }

    @ParameterizedTest
    @EnumSource
    void secondUnlockIsMisuse(LockProfile profile) {
        ResilientQueuedSpinLock a = LockRig.lock(profile, "a");
        Contender task = rig.contender(0);
        task.acquire(a);
        task.unlock(a);
        assertMisuse(task, a);
    }

    @ParameterizedTest
    @EnumSource
    void unlockAfterAFailedAttemptIsMisuse(LockProfile profile) {
        ResilientQueuedSpinLock a = LockRig.lock(profile, "a");
        Contender task = rig.contender(0);
        Contender other = rig.contender(1);
        other.acquire(a);
        task.begin(a);
        task.spin();
        rig.advanceMillis(251);
        assertThat(task.endAttempt()).isEqualTo(LockResult.TIMED_OUT);
        assertMisuse(task, a);
        assertThat(a.word()).as("still the other's").isEqualTo(LOCKED);
    }

    @ParameterizedTest
    @EnumSource
    void unlockByAnotherCpuIsMisuse(LockProfile profile) {
        ResilientQueuedSpinLock a = LockRig.lock(profile, "a");
        ResilientQueuedSpinLock b = LockRig.lock(profile, "b");
        Contender task = rig.contender(0);
        Contender other = rig.contender(1);
        task.acquire(a);
        other.acquire(b);
        assertMisuse(other, a);
        task.unlock(a);
        assertThat(a.word()).isZero();
    }
}
