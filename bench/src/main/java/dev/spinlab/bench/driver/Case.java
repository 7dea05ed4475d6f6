package dev.spinlab.bench.driver;

import dev.spinlab.machine.Preemption;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One situation in which backends are compared.
 *
 * @param workload what is done
 * @param cpus modelled CPUs
 * @param tasksPerCpu tasks that share each CPU
 * @param preemption the modelled kernel's preemption
 * @param interrupts level of the interrupts, if any
 * @param latency whether every operation is timed; such trials never count for goodput
 * @param parameters values of the {@link Dimension}s by name; those at their default are dropped
 * @param purpose what the case is for, one clause
 */
public record Case(
        Workload workload,
        int cpus,
        int tasksPerCpu,
        Preemption preemption,
        InterruptLevel interrupts,
        boolean latency,
        SortedMap<String, String> parameters,
        String purpose) {

    /** Rejects what cannot be run. */
    public Case {
        if (cpus < 1 || tasksPerCpu < 1) {
            throw new IllegalArgumentException("cpus and tasks per CPU start at 1: " + cpus + ", " + tasksPerCpu);
        }
        if (workload.interrupted() != (interrupts != InterruptLevel.NONE)) {
            throw new IllegalArgumentException(workload.id() + " with interrupts " + interrupts.id());
        }
        SortedMap<String, String> special = new TreeMap<>();
        for (Map.Entry<String, String> given : parameters.entrySet()) {
            Dimension dimension = Dimension.of(given.getKey());
            String value = dimension.parse(given.getValue());
            if (!value.equals(dimension.initial())) {
                if (!workload.dimensions().contains(dimension)) {
                    throw new IllegalArgumentException(workload.id() + " does not take " + given);
                }
                special.put(given.getKey(), value);
            }
        }
        parameters = Collections.unmodifiableSortedMap(special);
    }

    /**
     * The value of a dimension.
     *
     * @param dimension the dimension
     * @return its default if nothing else was said
     */
    public String value(Dimension dimension) {
        return parameters.getOrDefault(dimension.parameter(), dimension.initial());
    }

    /**
     * The value of a dimension that is a number.
     *
     * @param dimension the dimension
     * @return its value
     */
    int number(Dimension dimension) {
        return Integer.parseInt(value(dimension));
    }

    /**
     * The physical CPUs that are needed.
     *
     * @return one for each modelled CPU, unless all are to share one
     */
    public int physicalCpus() {
        return value(Dimension.HOST).equals("one") ? 1 : cpus;
    }

    /**
     * Whether its interrupts come from real-time threads.
     *
     * @return false if they come at distances in steps, or not at all
     */
    public boolean realtime() {
        return !value(Dimension.PERIOD).equals(Dimension.PERIOD.initial());
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
     * Whether it asks for other rules of resilient locks than the backend's.
     *
     * @return true if only backends with such locks can do it
     */
    public boolean choosesLockRules() {
        return !value(Dimension.LOCK_KIND).equals(Dimension.LOCK_KIND.initial())
                || !value(Dimension.LOCK_PROFILE).equals(Dimension.LOCK_PROFILE.initial());
    }

    /**
     * A readable name.
     *
     * @return for example {@code lookup-walk, 1 CPU x 2 tasks, preemption full, maps=17}
     */
    public String label() {
        StringBuilder label = new StringBuilder(workload.id())
                .append(", ")
                .append(cpus)
                .append(cpus == 1 ? " CPU x " : " CPUs x ")
                .append(tasksPerCpu)
                .append(tasksPerCpu == 1 ? " task" : " tasks")
                .append(", preemption ")
                .append(preemption.id());
        if (interrupts != InterruptLevel.NONE) {
            label.append(", ").append(interrupts.id());
        }
        parameters.forEach(
                (name, value) -> label.append(", ").append(name).append('=').append(value));
        return label.append(latency ? ", latency" : "").toString();
    }

    /**
     * A name for files.
     *
     * @return for example {@code lookup-walk-1x2-full-none-maps.17}
     */
    public String slug() {
        StringBuilder slug = new StringBuilder(workload.id())
                .append('-')
                .append(cpus)
                .append('x')
                .append(tasksPerCpu)
                .append('-')
                .append(preemption.id())
                .append('-')
                .append(interrupts.id());
        parameters.forEach(
                (name, value) -> slug.append('-').append(name).append('.').append(value));
        return slug.append(latency ? "-latency" : "").toString();
    }
}
