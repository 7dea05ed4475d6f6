package dev.spinlab.kernel;

import dev.spinlab.machine.Machine;
import dev.spinlab.rcu.Rcu;
import dev.spinlab.rcu.RcuParameters;
import dev.spinlab.rcu.TasksTraceRcu;
import dev.spinlab.work.WorkQueues;

/** What the storage and its backends stand on: a machine, two grace-period domains, the work queues. */
public final class ModelKernel {
    private final Machine machine;
    private final Rcu rcu;
    private final TasksTraceRcu tasksTrace;
    private final WorkQueues work;

    private ModelKernel(Machine machine, RcuParameters parameters) {
        this.machine = machine;
        rcu = new Rcu(machine, parameters.rcuMinNanos());
        tasksTrace = new TasksTraceRcu(machine, parameters.tasksTraceMinNanos());
        work = new WorkQueues(machine);
        machine.install(rcu);
        machine.install(tasksTrace);
        machine.setIdleTicker(work);
    }

    /** Returns a kernel on {@code machine}, which has not been started, with the default grace-period lengths. */
    public static ModelKernel on(Machine machine) {
        return on(machine, RcuParameters.defaults());
    }

    /** Returns a kernel on {@code machine}, which has not been started. */
    public static ModelKernel on(Machine machine, RcuParameters parameters) {
        return new ModelKernel(machine, parameters);
    }

    /** Returns the machine. */
    public Machine machine() {
        return machine;
    }

    /** Returns regular RCU. */
    public Rcu rcu() {
        return rcu;
    }

    /** Returns Tasks Trace RCU. */
    public TasksTraceRcu tasksTrace() {
        return tasksTrace;
    }

    /** Returns the work queues. */
    public WorkQueues work() {
        return work;
    }

    /** Powers the machine on and starts the workers. */
    public void start() {
        machine.start();
        work.start();
    }

    /** Ends the workers and stops interrupts. Tasks must have left their CPUs. */
    public void shutdown() {
        work.shutdown();
        machine.stop();
    }
}
