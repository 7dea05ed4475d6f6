package dev.spinlab.reclaim;

import dev.spinlab.machine.Cpu;

/**
 * Told when objects of a {@link Ledger} are retired and freed, for example to time what lies in between.
 *
 * <p>Calls come from the CPU they name, in the context that retires or frees. They must not take a step.
 */
public interface LifetimeListener {
    /** Told after an object has been retired for the first time; {@code serial} is the object's own number. */
    void retired(Cpu cpu, long serial);

    /** Told after an object has been freed for the first time. */
    void freed(Cpu cpu, long serial);
}
