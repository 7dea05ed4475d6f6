package dev.spinlab.rcu;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.ReadSide;
import dev.spinlab.machine.Task;

/** Tasks Trace RCU: readers may sleep, so a grace period lasts as long as the longest sleeper. */
public final class TasksTraceRcu extends GracePeriodDomain {
    /**
     * Creates the domain; to be installed before the machine starts.
     *
     * @param minLengthNanos the least length of a grace period, 0 for as short as readers allow
     */
    public TasksTraceRcu(Machine machine, long minLengthNanos) {
        super("Tasks Trace RCU", machine, minLengthNanos);
    }

    @Override
    public ReadSide of(Task task) {
        return task.tasksTrace();
    }

    @Override
    int nesting(Cpu cpu) {
        return cpu.tasksTraceNesting();
    }

    @Override
    void setNesting(Cpu cpu, int nesting) {
        cpu.setTasksTraceNesting(nesting);
    }
}
