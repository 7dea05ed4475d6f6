package dev.spinlab.lincheck;

import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockProfile;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.machine.Cpu;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resilient lock makes a plain counter linearizable, by the rules of either generation, through all of its paths. */
class ResilientLockLincheckTest {
    /** Fewer re-reads of a hand-over in progress than the kernel's 512, so that schedules are not used up by them. */
    private static final int PENDING_LOOPS = 2;

    private abstract static class Resilient extends LockedCounter {
        private final ResilientQueuedSpinLock lock;

        Resilient(LockProfile profile) {
            lock = ResilientQueuedSpinLock.of("resilient", parameters(profile));
        }

        /** With times so long that no refusal of a waiter that was not running blurs the answer. */
        private static LockParameters parameters(LockProfile profile) {
            LockParameters kernels = LockParameters.current();
            long hour = 3_600_000_000_000L;
            return new LockParameters(
                    profile, hour, hour, hour, hour, kernels.spinsPerClockRead(), PENDING_LOOPS, false);
        }

        @Override
        final void lock(Cpu cpu) {
            LockResult result = lock.lock(cpu);
            if (result != LockResult.ACQUIRED) {
                throw new IllegalStateException("refused: " + result);
            }
        }

        @Override
        final void unlock(Cpu cpu) {
            lock.unlock(cpu);
        }
    }

    public static final class Current extends Resilient {
        public Current() {
            super(LockProfile.CURRENT);
        }
    }

    public static final class V615 extends Resilient {
        public V615() {
            super(LockProfile.V6_15);
        }
    }

    /** Its first waiter claims the lock by the pending bit, and then does not wait for the holder to leave. */
    public static final class PendingDoesNotWait extends LockedCounter {
        private static final int LOCKED = 1;
        private static final int PENDING = 2;

        private final AtomicInteger word = new AtomicInteger();

        @Override
        void lock(Cpu cpu) {
            cpu.preemptDisable();
            while (!word.compareAndSet(0, LOCKED) && !word.compareAndSet(LOCKED, PENDING)) {
                cpu.relax();
            }
        }

        @Override
        void unlock(Cpu cpu) {
            word.set(0);
            cpu.preemptEnable();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Current.class, V615.class})
    void inEnumeratedSchedules(Class<?> profile) {
        Linearizability.modelCheck(profile, LockedCounter.Specification.class, 3);
    }

    @ParameterizedTest
    @ValueSource(classes = {Current.class, V615.class})
    void withRealThreads(Class<?> profile) {
        Linearizability.stress(profile, LockedCounter.Specification.class, 3);
    }

    @Test
    void aPendingWaiterThatDoesNotWaitIsFound() {
        Linearizability.assertFound(PendingDoesNotWait.class, LockedCounter.Specification.class, 2);
    }
}
