package dev.spinlab.reclaim;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Cpu;
import java.util.Arrays;

/**
 * The reviewed patch as posted (kernel-facts 3.1): plain per-CPU lists that nothing protects, and regular RCU alone. A
 * control: it must be found out.
 *
 * <p>The first object on a CPU arms one grace period, whose callback has the worker drain the list, and each object then
 * waits for one more. An interrupt, an NMI or another task that comes into the middle of an add or of the drain damages the
 * list; readers that sleep are not waited for; and an object that is added while the first period runs gets only the second.
 */
public final class UnprotectedDeferredReclaimer implements Reclaimer {
    private final ModelKernel kernel;
    private final UnprotectedBatch[] batches;

    /** Creates the reclaimer. */
    public UnprotectedDeferredReclaimer(ModelKernel kernel) {
        this.kernel = kernel;
        batches = new UnprotectedBatch[kernel.machine().cpuCount()];
        Arrays.setAll(batches, id -> new UnprotectedBatch(kernel));
    }

    @Override
    public void retire(Cpu cpu, Reclaimable object, boolean reuseNow) {
        batches[cpu.id()].add(cpu, object);
    }

    @Override
    public boolean defers() {
        return true;
    }

    @Override
    public void quiesce(Cpu cpu) {
        kernel.rcu().barrier(cpu);
        kernel.work().flush(cpu);
        kernel.rcu().barrier(cpu);
    }
}
