package dev.spinlab.lincheck;

import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.RawSpinLock;
import dev.spinlab.machine.Cpu;
import org.junit.jupiter.api.Test;

/** The raw lock makes a plain counter linearizable. */
class RawSpinLockLincheckTest {
    public static final class Raw extends LockedCounter {
        private final RawSpinLock lock = new RawSpinLock("raw");

        @Override
        void lock(Cpu cpu) {
            LockResult result = lock.lock(cpu);
            assert result == LockResult.ACQUIRED;
        }

        @Override
        void unlock(Cpu cpu) {
            lock.unlock(cpu);
        }
    }

    /** Looks, and then takes: two steps, between which another can look as well. */
    public static final class LooksThenTakes extends LockedCounter {
        private volatile boolean held;

        @Override
        void lock(Cpu cpu) {
            cpu.preemptDisable();
            while (held) {
                cpu.relax();
            }
            held = true;
        }

        @Override
        void unlock(Cpu cpu) {
            held = false;
            cpu.preemptEnable();
        }
    }

    @Test
    void inEnumeratedSchedules() {
        Linearizability.modelCheck(Raw.class, LockedCounter.Specification.class, 3);
    }

    @Test
    void withRealThreads() {
        Linearizability.stress(Raw.class, LockedCounter.Specification.class, 3);
    }

    @Test
    void aLockThatLooksAndThenTakesIsFound() {
        Linearizability.assertFound(LooksThenTakes.class, LockedCounter.Specification.class, 2);
    }
}
