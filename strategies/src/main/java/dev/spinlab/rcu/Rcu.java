package dev.spinlab.rcu;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.ReadSide;
import dev.spinlab.machine.Task;

/** Regular, preemptible RCU: readers may be preempted but must not sleep. */
public final class Rcu extends GracePeriodDomain {
    /**
     * Creates the domain; to be installed before the machine starts.
     *
     * @param minLengthNanos the least length of a grace period, 0 for as short as readers allow
     */
    public Rcu(Machine machine, long minLengthNanos) {
        super("RCU", machine, minLengthNanos);
    }

    @Override
    public ReadSide of(Task task) {
        return task.rcu();
    }

    @Override
    int nesting(Cpu cpu) {
        return cpu.rcuNesting();
    }

    @Override
    void setNesting(Cpu cpu, int nesting) {
        cpu.setRcuNesting(nesting);
    }
}
