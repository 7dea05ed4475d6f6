package dev.spinlab.reclaim;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.rcu.Rcu;
import dev.spinlab.rcu.RcuHead;
import dev.spinlab.rcu.TasksTraceRcu;
import dev.spinlab.work.WorkItem;
import dev.spinlab.work.WorkQueues;

/**
 * One CPU's list of retired objects and the batch taken from it that is in flight, if any.
 *
 * <p>The cycle: armed, collected by the worker, waiting for Tasks Trace RCU, waiting for RCU, freed, and armed again if the
 * list is not empty. "Armed" is cleared before the list is looked at for the last time; the other way round, an object added
 * in between would wait for the next one that comes.
 */
abstract class Batch extends RcuHead {
    private final Rcu rcu;
    private final TasksTraceRcu tasksTrace;
    private final WorkQueues work;
    private final RcuHead.Callback end = (cpu, head) -> finish(cpu);
    private final RcuHead.Callback secondHop;
    private final WorkItem collection = new WorkItem() {
        @Override
        protected void run(Cpu cpu) {
            if (collect(cpu)) {
                tasksTrace.call(cpu, Batch.this, secondHop);
            } else {
                rest(cpu);
            }
        }
    };

    Batch(ModelKernel kernel) {
        rcu = kernel.rcu();
        tasksTrace = kernel.tasksTrace();
        work = kernel.work();
        secondHop = (cpu, head) -> rcu.call(cpu, head, end);
    }

    /** Puts {@code object} on the list and arms the batch unless it is armed. */
    abstract void add(Cpu cpu, Reclaimable object);

    /** Moves the list into the batch. Returns whether there was anything. */
    abstract boolean collect(Cpu cpu);

    /** Frees the batch. */
    abstract void freeCollected(Cpu cpu);

    /** Disarms, then arms again if the list is not empty. */
    abstract void rest(Cpu cpu);

    final void startCollection(Cpu cpu) {
        work.queue(cpu, collection);
    }

    private void finish(Cpu cpu) {
        freeCollected(cpu);
        rest(cpu);
    }
}
