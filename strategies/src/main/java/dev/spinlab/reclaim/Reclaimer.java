package dev.spinlab.reclaim;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Cpu;

/** Frees retired objects once nobody can be using them. */
public interface Reclaimer {
    /**
     * Takes over {@code object}, which has been unlinked and marked as retired. Allocates nothing.
     *
     * @param reuseNow whether no sleeping reader can hold it, so that regular RCU suffices; a reclaimer may wait for more
     */
    void retire(Cpu cpu, Reclaimable object, boolean reuseNow);

    /** Returns whether retired objects are collected on lists and freed in batches. */
    default boolean defers() {
        return false;
    }

    /** Sleeps until everything retired on any CPU before this call has been freed, as far as this reclaimer ever will. */
    void quiesce(Cpu cpu);

    /** Makes a reclaimer on a kernel that has not been started. */
    @FunctionalInterface
    interface Factory {
        /** Makes it. */
        Reclaimer newReclaimer(ModelKernel kernel);
    }
}
