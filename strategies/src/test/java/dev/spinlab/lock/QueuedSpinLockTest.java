package dev.spinlab.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.Cpu;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The queued lock that checks nothing: the order of waiters, and what ends a wait that cannot end. */
class QueuedSpinLockTest {
    @AutoClose
    private final LockRig rig = new LockRig(5);

    private final QueuedSpinLock lock = new QueuedSpinLock("queued");

    @Test
    void theLockGoesThroughTheQueueInOrderOfArrival() {
        Contender[] contenders = new Contender[5];
        contenders[0] = rig.contender(0);
        contenders[0].acquire(lock);
        for (int i = 1; i < contenders.length; i++) {
            contenders[i] = rig.contender(contenders.length - i);
            contenders[i].begin(lock);
            contenders[i].spin();
        }
        for (int i = 1; i < contenders.length; i++) {
            contenders[i - 1].unlock(lock);
            for (int later = contenders.length - 1; later > i; later--) {
                contenders[later].spin();
            }
            assertThat(contenders[i].endAttempt()).isEqualTo(LockResult.ACQUIRED);
        }
        contenders[4].unlock(lock);
        assertThat(lock.wordAcquire()).isZero();
        for (int id = 0; id < 5; id++) {
            LockRig.assertHolds(rig.cpu(id), 0);
        }
    }

    @Test
    void recursionIsEndedByTheWatchdogOnly() {
        Contender contender = rig.contender(0);
        LockupError[] caught = new LockupError[1];
        contender.begin((Cpu cpu) -> {
            assertThat(lock.lock(cpu)).isEqualTo(LockResult.ACQUIRED);
            try {
                lock.lock(cpu);
            } catch (LockupError e) {
                caught[0] = e;
            }
        });
        rig.advanceMillis(11_000);
        contender.run(RawSpinLock.SPINS_PER_CLOCK_READ + RawSpinLock.SPINS_PER_CLOCK_READ / 2);
        assertThat(caught[0]).as("the first look only begins the watch").isNull();
        rig.advanceMillis(11_000);
        contender.run(RawSpinLock.SPINS_PER_CLOCK_READ);
        assertThat(caught[0]).hasMessageContaining("waits for ever");
    }

    @Test
    void unlockingAFreeLockIsAnError() {
        Contender contender = rig.contender(0);
        LockMisuseError[] caught = new LockMisuseError[1];
        contender.begin((Cpu cpu) -> {
            try {
                lock.unlock(cpu);
            } catch (LockMisuseError e) {
                caught[0] = e;
            }
        });
        contender.end();
        assertThat(caught[0]).hasMessageContaining("nobody holds");
    }
}
