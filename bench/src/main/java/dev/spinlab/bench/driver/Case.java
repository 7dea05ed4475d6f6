package dev.spinlab.bench.driver;

import dev.spinlab.machine.Preemption;

/**
 * One situation in which backends are compared.
 *
 * @param workload what is done
 * @param cpus modelled CPUs, each pinned to a real one
 * @param tasksPerCpu tasks that share each CPU
 * @param preemption the modelled kernel's preemption
 * @param interrupts level of the interrupts, if any
 * @param latency whether every operation is timed; such trials never count for goodput
 * @param purpose what the case is for, one clause
 */
public record Case(
        Workload workload,
        int cpus,
        int tasksPerCpu,
        Preemption preemption,
        InterruptLevel interrupts,
        boolean latency,
        String purpose) {

    /** Rejects what cannot be run. */
    public Case {
        if (cpus < 1 || tasksPerCpu < 1) {
            throw new IllegalArgumentException("cpus and tasks per CPU start at 1: " + cpus + ", " + tasksPerCpu);
        }
        if (workload.interrupted() != (interrupts != InterruptLevel.NONE)) {
            throw new IllegalArgumentException(workload.id() + " with interrupts " + interrupts.id());
        }
    }

    /**
     * The number of worker threads.
     *
     * @return CPUs times tasks per CPU
     */
    public int threads() {
        return cpus * tasksPerCpu;
    }

    /**
     * A readable name.
     *
     * @return for example {@code create-delete, 1 CPU x 2 tasks, preemption full}
     */
    public String label() {
        return workload.id()
                + ", " + cpus + (cpus == 1 ? " CPU x " : " CPUs x ")
                + tasksPerCpu + (tasksPerCpu == 1 ? " task" : " tasks")
                + ", preemption " + preemption.id()
                + (interrupts == InterruptLevel.NONE ? "" : ", " + interrupts.id())
                + (latency ? ", latency" : "");
    }

    /**
     * A name for files.
     *
     * @return for example {@code create-delete-1x2-full-none}
     */
    public String slug() {
        return workload.id() + "-" + cpus + "x" + tasksPerCpu + "-" + preemption.id() + "-" + interrupts.id()
                + (latency ? "-latency" : "");
    }
}
