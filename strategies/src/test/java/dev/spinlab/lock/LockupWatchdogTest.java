package dev.spinlab.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A waiter behind the head has no clock of its own; the model's lockup detector stands behind it instead. */
class LockupWatchdogTest {
    private static final int SPINS_PER_CLOCK_READ = RawSpinLock.SPINS_PER_CLOCK_READ;

    @AutoClose
    private final LockRig rig = new LockRig(4);

    private final ResilientQueuedSpinLock lock = LockRig.lock(LockProfile.CURRENT, "stuck lock");
    private final Contender behind = rig.contender(3);

    @BeforeEach
    void queueBehindAHeadThatNeverMoves() {
        rig.contender(0).acquire(lock);
        for (int cpu : new int[] {1, 2}) {
            Contender ahead = rig.contender(cpu);
            ahead.begin(lock);
            ahead.spin();
        }
        behind.begin(lock);
        behind.spin();
    }

    @Test
    void waitBehindAHeadThatNeverMovesEndsInALockup() {
        rig.advanceMillis(10_000);
        rig.schedule().advance(1);
        assertThatThrownBy(() -> behind.run(SPINS_PER_CLOCK_READ + 1))
                .isInstanceOf(LockupError.class)
                .hasMessageContaining("stuck lock")
                .hasMessageContaining("cpu 3")
                .hasMessageContaining("behind a waiter that never moves");
    }

    @Test
    void waitOfTenSecondsIsNoLockup() {
        rig.advanceMillis(10_000);
        behind.run(2 * SPINS_PER_CLOCK_READ);
        assertThat(behind.busy()).isTrue();
    }
}
