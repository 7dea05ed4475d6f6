package dev.spinlab.reclaim;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Cpu;
import java.util.function.Function;

/**
 * Per-CPU lists of retired objects, one batch of each in flight at a time.
 *
 * <p>Retiring only adds to a list. The CPU's worker collects what is there into a batch, the batch waits for a full grace
 * period of each domain, and then all of it is freed. So an object that is added while a batch is in flight waits for the
 * next one and still gets its own periods. All objects wait for both domains, whatever {@code reuseNow} would allow.
 */
public final class DeferredReclaimer implements Reclaimer {
    /** What was on the list when the last batch ended is armed by that end; so two batches hold everything. */
    private static final int BATCHES_TO_EMPTY = 2;

    private final ModelKernel kernel;
    private final Batch[] batches;

    private DeferredReclaimer(ModelKernel kernel, Function<ModelKernel, Batch> newBatch) {
        this.kernel = kernel;
        batches = new Batch[kernel.machine().cpuCount()];
        for (int id = 0; id < batches.length; id++) {
            batches[id] = newBatch.apply(kernel);
        }
    }

    /** Returns a reclaimer with lock-less lists: any context may retire, NMI included. */
    public static DeferredReclaimer lockless(ModelKernel kernel) {
        return new DeferredReclaimer(kernel, LocklessBatch::new);
    }

    /** Returns a reclaimer with plain lists that are used with interrupts masked: no NMI may retire. */
    public static DeferredReclaimer masked(ModelKernel kernel) {
        return new DeferredReclaimer(kernel, its -> new MaskedBatch(its, false));
    }

    /** Returns a reclaimer like {@link #masked} that lets NMIs retire, which masking does not keep apart: for a control. */
    public static DeferredReclaimer maskedWithNmi(ModelKernel kernel) {
        return new DeferredReclaimer(kernel, its -> new MaskedBatch(its, true));
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
        // Somebody who was switched out between adding to a list and arming its batch is inside a read section.
        kernel.rcu().synchronize(cpu);
        for (int round = 0; round < BATCHES_TO_EMPTY; round++) {
            kernel.work().flush(cpu);
            kernel.tasksTrace().barrier(cpu);
            kernel.rcu().barrier(cpu);
        }
    }
}
