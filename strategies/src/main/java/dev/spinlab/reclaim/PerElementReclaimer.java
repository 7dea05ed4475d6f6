package dev.spinlab.reclaim;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.rcu.Rcu;
import dev.spinlab.rcu.RcuHead;
import dev.spinlab.rcu.TasksTraceRcu;

/**
 * One RCU callback per object: Tasks Trace first, then regular RCU; only regular RCU when reuse is safe at once
 * (kernel-facts 3.2).
 */
public final class PerElementReclaimer implements Reclaimer {
    private final Rcu rcu;
    private final TasksTraceRcu tasksTrace;
    private final RcuHead.Callback free = (cpu, head) -> ((Reclaimable) head).free(cpu);
    private final RcuHead.Callback secondHop;

    /** Creates the reclaimer. */
    public PerElementReclaimer(ModelKernel kernel) {
        rcu = kernel.rcu();
        tasksTrace = kernel.tasksTrace();
        secondHop = (cpu, head) -> rcu.call(cpu, head, free);
    }

    @Override
    public void retire(Cpu cpu, Reclaimable object, boolean reuseNow) {
        if (reuseNow) {
            rcu.call(cpu, object, free);
        } else {
            tasksTrace.call(cpu, object, secondHop);
        }
    }

    @Override
    public void quiesce(Cpu cpu) {
        tasksTrace.barrier(cpu);
        rcu.barrier(cpu);
    }
}
