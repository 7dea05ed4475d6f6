package dev.spinlab.lincheck;

import dev.spinlab.machine.Cpu;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** A plain counter that is correct only if the lock around it is one. */
public abstract class LockedCounter {
    private final Stations stations = Stations.ofBareMachine();
    private int value;

    abstract void lock(Cpu cpu);

    abstract void unlock(Cpu cpu);

    /** Adds one, by a read and a write. Returns what was there. */
    @Operation
    public int increment(@Param(gen = ThreadIdGen.class) int thread) {
        return stations.run(thread, cpu -> {
            lock(cpu);
            int before = value;
            value = before + 1;
            unlock(cpu);
            return before;
        });
    }

    /** Sets the counter back. Returns what was there. */
    @Operation
    public int reset(@Param(gen = ThreadIdGen.class) int thread) {
        return stations.run(thread, cpu -> {
            lock(cpu);
            int before = value;
            value = 0;
            unlock(cpu);
            return before;
        });
    }

    /** What a counter does, for one thread. */
    public static final class Specification {
        private int value;

        public int increment(int thread) {
            return value++;
        }

        public int reset(int thread) {
            int before = value;
            value = 0;
            return before;
        }
    }
}
