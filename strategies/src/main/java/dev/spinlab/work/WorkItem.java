package dev.spinlab.work;

import dev.spinlab.list.LocklessNode;
import dev.spinlab.machine.Cpu;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Something for a worker to do (kernel: {@code work_struct}). Queued again while it is queued already, it is done once. */
public abstract class WorkItem extends LocklessNode {
    private static final VarHandle PENDING = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "pending", VarHandle.class, WorkItem.class, boolean.class);

    @SuppressWarnings("UnusedVariable") // through PENDING
    private boolean pending;

    /** Creates an item that is not queued. */
    protected WorkItem() {}

    /** Does the work, as the worker's task on {@code cpu}: preemptible, may sleep. */
    protected abstract void run(Cpu cpu);

    final boolean claim() {
        return PENDING.compareAndSet(this, false, true);
    }

    /** Lets the item be queued again. Before it runs, so that what comes during the run is not missed. */
    final void unclaim() {
        PENDING.setVolatile(this, false);
    }
}
