package dev.spinlab.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Item 7 of kernel-facts section 6 and scenario S21: more locks than the table has room for. */
class HeldTableLimitTest {
    private static final int MANY = 34;

    @AutoClose
    private final LockRig rig = new LockRig(2);

    private final ResilientQueuedSpinLock[] locks = IntStream.range(0, MANY)
            .mapToObj(i -> LockRig.lock(LockProfile.CURRENT, "lock" + i))
            .toArray(ResilientQueuedSpinLock[]::new);
    private final Contender task = rig.contender(0);

    @BeforeEach
    void holdThemAll() {
        for (ResilientQueuedSpinLock lock : locks) {
            task.acquire(lock);
        }
        LockRig.assertHolds(task.cpu(), MANY);
    }

    private void unlockInReverse() {
        for (int i = MANY - 1; i >= 0; i--) {
            task.unlock(locks[i]);
        }
        rig.assertAtRest(locks);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 28, 29})
    void lockingOneOfTheFirstThirtyAgainIsADeadlockAtOnce(int index) {
        assertThat(task.lock(locks[index])).isEqualTo(LockResult.DEADLOCK);
        LockRig.assertHolds(task.cpu(), MANY);
        unlockInReverse();
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 31, 32, 33})
    void lockingALaterOneAgainTimesOutAfter250Ms(int index) {
        task.begin(locks[index]);
        task.spin();
        rig.advanceMillis(250);
        task.spin();
        rig.schedule().advance(1);
        assertThat(task.endAttempt()).isEqualTo(LockResult.TIMED_OUT);
        LockRig.assertHolds(task.cpu(), MANY);
        unlockInReverse();
    }

    @Test
    void aCpuWithMoreLocksThanEntriesIsNotLookedAtByOthersButLooksItself() {
        ResilientQueuedSpinLock theirs = LockRig.lock(LockProfile.CURRENT, "theirs");
        Contender other = rig.contender(1);
        other.acquire(theirs);
        task.begin(theirs);
        task.spin();
        other.begin(locks[0]);
        other.spin();
        rig.advanceMillis(249);
        other.spin();
        assertThat(task.endAttempt()).isEqualTo(LockResult.DEADLOCK);
    }
}
