package dev.spinlab.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Counters;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RawSpinLockTest {
    private static final int SPINS_PER_CLOCK_READ = RawSpinLock.SPINS_PER_CLOCK_READ;

    @AutoClose
    private final LockRig rig = new LockRig(2);

    private final RawSpinLock lock = new RawSpinLock("raw lock");
    private final Contender owner = rig.contender(0);
    private final Contender other = rig.contender(1);

    @Test
    void aFreeLockIsTakenByOneAtomicInstructionAndReleasedByAStore() {
        Counters counters = owner.cpu().context().counters();
        owner.acquire(lock);
        assertThat(lock.isLocked()).isTrue();
        assertThat(owner.cpu().preemptionDisabled()).isTrue();
        owner.unlock(lock);
        assertThat(lock.isLocked()).isFalse();
        assertThat(owner.cpu().preemptionDisabled()).isFalse();
        assertThat(counters.atomics()).isEqualTo(1);
        assertThat(counters.lockAcquisitions()).isEqualTo(1);
        assertThat(counters.lockWaits()).isZero();
    }

    @Test
    void anotherCpuWaitsUntilTheLockIsReleased() {
        owner.acquire(lock);
        other.begin(lock);
        other.spin();
        rig.advanceMillis(9_000);
        other.spin();
        owner.unlock(lock);
        assertThat(other.endAttempt()).isEqualTo(LockResult.ACQUIRED);
        assertThat(other.cpu().context().counters().lockWaits()).isEqualTo(1);
    }

    @Test
    void recursionInATaskIsALockupAtOnce() {
        owner.acquire(lock);
        assertThatThrownBy(() -> owner.lock(lock))
                .isInstanceOf(LockupError.class)
                .hasMessageContaining("lockup on raw lock")
                .hasMessageContaining("held in context TASK of cpu 0");
    }

    @Test
    void nmiThatInterruptsTheHolderIsALockupThatNamesLockAndHolder() {
        owner.acquire(lock);
        assertThatThrownBy(() -> owner.attemptInNmi(lock))
                .isInstanceOf(LockupError.class)
                .hasMessageContaining("raw lock")
                .hasMessageContaining("cpu 0 (NMI, ")
                .hasMessageContaining("held in context TASK of cpu 0")
                .hasMessageContaining("the holder is below on the same stack")
                .satisfies(lockup -> assertThat(lockup.getStackTrace())
                        .as("the waiter's stack, with the interrupted task below")
                        .anyMatch(frame -> frame.getClassName().equals(Attempt.class.getName()))
                        .anyMatch(frame -> frame.getMethodName().equals("obey")));
    }

    @Test
    void theHoldersContextIsTheOneThatTookTheLock() {
        owner.interrupt(ContextLevel.HARDIRQ, (cpu, level) -> {
            lock.lock(cpu);
            lock.lock(cpu);
        });
        assertThatThrownBy(() -> owner.run(10))
                .isInstanceOf(LockupError.class)
                .hasMessageContaining("held in context HARDIRQ of cpu 0");
    }

    @Test
    void nmiThatFindsTheLockFreeTakesIt() {
        assertThat(owner.attemptInNmi(lock)).isEqualTo(LockResult.ACQUIRED);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void nmiWaitsForAnotherCpu() {
        owner.acquire(lock);
        Attempt attempt = new Attempt(lock);
        other.interrupt(ContextLevel.NMI, attempt);
        other.run(50);
        assertThat(attempt.ended()).isFalse();
        owner.unlock(lock);
        other.runUntil(attempt::ended);
        assertThat(attempt.result()).isEqualTo(LockResult.ACQUIRED);
    }

    @Test
    void aHardirqHandlerIsKeptOffAHolderThatMaskedIt() {
        owner.begin(lock::lockIrqSave);
        owner.end();
        Attempt attempt = new Attempt(lock);
        owner.interrupt(ContextLevel.HARDIRQ, attempt);
        owner.run(20);
        assertThat(attempt.ended()).isFalse();
        owner.begin(lock::unlockIrqRestore);
        owner.end();
        assertThat(attempt.result()).isEqualTo(LockResult.ACQUIRED);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void waitForAnotherCpuBeyondTheWatchdogIsALockup() {
        owner.acquire(lock);
        other.begin(lock);
        other.spin();
        rig.schedule().advance(RawSpinLock.DEFAULT_WATCHDOG_NANOS + 1);
        assertThatThrownBy(() -> other.run(SPINS_PER_CLOCK_READ))
                .isInstanceOf(LockupError.class)
                .hasMessageContaining("lockup on raw lock: cpu 1 (TASK, ")
                .hasMessageContaining("held in context TASK of cpu 0")
                .hasMessageContaining("waited for more than 10000 ms");
    }

    @Test
    void waitForAsLongAsTheWatchdogAllowsIsNoLockup() {
        owner.acquire(lock);
        other.begin(lock);
        other.spin();
        rig.schedule().advance(RawSpinLock.DEFAULT_WATCHDOG_NANOS);
        other.run(2 * SPINS_PER_CLOCK_READ);
        assertThat(other.busy()).isTrue();
    }

    @Test
    void theWatchdogCanBeSet() {
        RawSpinLock strict = new RawSpinLock("strict", 3 * LockRig.MILLI);
        owner.acquire(strict);
        other.begin(strict);
        other.spin();
        rig.schedule().advance(3 * LockRig.MILLI + 1);
        assertThatThrownBy(() -> other.run(SPINS_PER_CLOCK_READ))
                .isInstanceOf(LockupError.class)
                .hasMessageContaining("waited for more than 3 ms");
    }

    @Test
    void unlockOfAFreeLockIsMisuse() {
        assertThatThrownBy(() -> owner.unlock(lock))
                .isInstanceOf(LockMisuseError.class)
                .hasMessage("unlock of raw lock on cpu 0, which nobody holds");
    }

    @Test
    void unlockByAnotherCpuIsMisuseAndReleasesNothing() {
        owner.acquire(lock);
        assertThatThrownBy(() -> other.unlock(lock))
                .isInstanceOf(LockMisuseError.class)
                .hasMessage("unlock of raw lock on cpu 1, held by cpu 0");
        assertThat(lock.isLocked()).isTrue();
    }

    @Test
    void unlockInAnotherContextOfTheSameCpuIsMisuseAndReleasesNothing() {
        owner.acquire(lock);
        owner.interrupt(
                ContextLevel.HARDIRQ,
                (cpu, level) -> assertThatThrownBy(() -> lock.unlock(cpu))
                        .isInstanceOf(LockMisuseError.class)
                        .hasMessage("unlock of raw lock on cpu 0 in context HARDIRQ, held in context TASK"));
        assertThat(lock.isLocked()).isTrue();
    }
}
