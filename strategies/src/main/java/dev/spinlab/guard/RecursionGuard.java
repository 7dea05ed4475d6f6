package dev.spinlab.guard;

import dev.spinlab.machine.Cpu;

/** Keeps operations from being entered again on the CPU that is inside one. */
public interface RecursionGuard {
    /** Enters if nobody is inside on this CPU. Returns whether it did; if not, there is nothing to leave. */
    boolean tryEnter(Cpu cpu);

    /** Enters whoever is inside. */
    void enter(Cpu cpu);

    /** Leaves. */
    void exit(Cpu cpu);

    /** Returns how many are inside on {@code cpu}, as far as this guard counts. */
    default int busy(Cpu cpu) {
        return 0;
    }
}
