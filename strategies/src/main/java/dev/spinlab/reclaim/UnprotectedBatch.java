package dev.spinlab.reclaim;

import static dev.spinlab.reclaim.FreeLinks.TO_FREE;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.list.PaddedHead;
import dev.spinlab.machine.Cpu;
import dev.spinlab.rcu.Rcu;
import dev.spinlab.rcu.RcuHead;
import dev.spinlab.work.WorkItem;
import dev.spinlab.work.WorkQueues;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** One CPU's part of the {@link UnprotectedDeferredReclaimer}. */
final class UnprotectedBatch extends RcuHead {
    private static final VarHandle ARMED = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "armed", VarHandle.class, UnprotectedBatch.class, boolean.class);

    private final Rcu rcu;
    private final WorkQueues work;
    private final PaddedHead<Reclaimable> list = new PaddedHead<>();
    private final RcuHead.Callback free = (cpu, head) -> ((Reclaimable) head).free(cpu);
    private final RcuHead.Callback startDrain;
    private final WorkItem drain = new WorkItem() {
        @Override
        protected void run(Cpu cpu) {
            drain(cpu);
        }
    };

    @SuppressWarnings("UnusedVariable") // through ARMED
    private boolean armed;

    UnprotectedBatch(ModelKernel kernel) {
        rcu = kernel.rcu();
        work = kernel.work();
        startDrain = (cpu, head) -> work.queue(cpu, drain);
    }

    void add(Cpu cpu, Reclaimable object) {
        TO_FREE.add(cpu, list, object);
        cpu.step();
        cpu.countAtomic();
        if (ARMED.compareAndSet(this, false, true)) {
            rcu.call(cpu, this, startDrain);
        }
    }

    /** The walk ends even over a damaged list: a chain is acyclic. */
    private void drain(Cpu cpu) {
        cpu.step();
        ARMED.setVolatile(this, false);
        Reclaimable object = TO_FREE.firstAcquire(list);
        while (object != null) {
            cpu.step();
            Reclaimable next = TO_FREE.nextAcquire(object);
            TO_FREE.unlink(cpu, list, object);
            if (object.condemn(cpu)) {
                rcu.call(cpu, object, free);
            }
            object = next;
        }
    }
}
