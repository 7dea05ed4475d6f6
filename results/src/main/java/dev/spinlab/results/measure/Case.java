package dev.spinlab.results.measure;

import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.JmhResult;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a measurement but its backend.
 *
 * @param workload workload id, for example {@code create-delete}
 * @param cpus modelled CPUs
 * @param threads tasks over all CPUs
 * @param preemption {@code full} or {@code none}
 * @param interrupts {@code none}, {@code hardirq} or {@code nmi}
 * @param interruptSteps mean distance of interrupts in steps
 * @param latency whether every call is timed
 * @param more further JMH parameters by name, without those that have their default ({@link Parameter})
 */
public record Case(
        String workload,
        int cpus,
        int threads,
        String preemption,
        String interrupts,
        int interruptSteps,
        boolean latency,
        SortedMap<String, String> more)
        implements Comparable<Case> {

    /** Workload ids that the charts look for. */
    public static final String CREATE_DELETE = "create-delete";

    /** Retrying until created. */
    public static final String RETRY_CREATE = "retry-create";

    /** Create+delete while an interrupt handler does the same on another map of the owner. */
    public static final String INTERRUPTED_CREATE_DELETE = "interrupted-create-delete";

    /** The control: an empty operation under the same interrupts. */
    public static final String INTERRUPTED_NOTHING = "interrupted-nothing";

    /** Value of {@link #preemption} that lets a task lose its CPU at any step. */
    public static final String FULL = "full";

    /** Looking up maps one after the other. */
    public static final String LOOKUP_WALK = "lookup-walk";

    /** Taking and releasing a lock, nothing else. */
    public static final String LOCK_UNLOCK = "lock-unlock";

    /** Nothing: what the harness itself costs. */
    public static final String EMPTY_OPERATION = "empty-operation";

    /** What the names of the recovery workloads begin with. */
    public static final String RECOVERY = "recovery-";

    private static final List<String> WORKLOADS = List.of(
            CREATE_DELETE,
            "lookup-hit",
            "lookup-miss",
            LOOKUP_WALK,
            "update-existing",
            "read-mostly",
            "create-batch",
            RETRY_CREATE,
            "recursion-same-map",
            "recursion-other-map",
            INTERRUPTED_CREATE_DELETE,
            "interrupted-lookup-hit",
            "interrupted-lookup-miss",
            "interrupted-update-existing",
            INTERRUPTED_NOTHING,
            "recovery-aa",
            "recovery-abba",
            "recovery-abbcca",
            "recovery-stuck-owner",
            "free-burst",
            "trace-readers",
            "teardown",
            LOCK_UNLOCK,
            "nodeadlock",
            "stress-lookup",
            EMPTY_OPERATION);

    private static final Comparator<Case> ORDER = Comparator.comparingInt(Case::workloadRank)
            .thenComparing(Case::workload)
            .thenComparing(Case::latency)
            .thenComparingInt(Case::cpus)
            .thenComparingInt(Case::threads)
            .thenComparing(Case::preemption)
            .thenComparing(Case::interrupts)
            .thenComparingInt(Case::interruptSteps)
            .thenComparing(Case::more, Further.ORDER);

    /** Copies the map. */
    public Case {
        more = Further.withoutDefaults(more);
    }

    static Case of(Path file, JmhResult result) {
        Map<String, String> params = new TreeMap<>(result.params());
        params.remove("backend");
        int cpus = number(file, result, "cpus", params.remove("cpus"), 1);
        String preemption = orElse(params.remove("preemption"), FULL);
        String interrupts = orElse(params.remove("interrupts"), "none");
        int steps = number(file, result, "interruptSteps", params.remove("interruptSteps"), 1000);
        boolean latency = orElse(params.remove("latency"), "off").equals("on");
        for (Parameter parameter : Parameter.values()) {
            checkCount(file, result, parameter, params.get(parameter.id()));
        }
        return new Case(
                result.workload(),
                cpus,
                result.threads(),
                preemption,
                interrupts,
                steps,
                latency,
                new TreeMap<>(params));
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private static int number(Path file, JmhResult result, String name, @Nullable String value, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(file, result, name, value);
        }
        throw bad(file, result, name, value);
    }

    private static void checkCount(Path file, JmhResult result, Parameter parameter, @Nullable String value) {
        if (value != null && parameter.isCount() && !value.matches("[0-9]{1,9}")) {
            throw bad(file, result, parameter.id(), value);
        }
    }

    private static BadRunException bad(Path file, JmhResult result, String name, String value) {
        return new BadRunException(
                file,
                result.benchmark() + " has parameter " + name + "=" + value
                        + ", which is not a whole number that it can have",
                "measure again, or restore the file");
    }

    /**
     * Tasks that share one CPU.
     *
     * @return tasks per CPU
     */
    public int tasksPerCpu() {
        return Math.max(1, threads / cpus);
    }

    /**
     * Tasks and CPUs in words.
     *
     * @return for example {@code 2 tasks on 1 CPU}
     */
    public String placement() {
        return counted(threads, "task") + " on " + counted(cpus, "CPU");
    }

    /**
     * The conditions in words, without the workload.
     *
     * @return for example {@code 2 tasks on 1 CPU, preemption=full}
     */
    public String conditions() {
        StringBuilder text =
                new StringBuilder(placement()).append(", preemption=").append(preemption);
        if (!interrupts.equals("none")) {
            text.append(", ")
                    .append(interrupts)
                    .append(" every ")
                    .append(interruptSteps)
                    .append(" steps");
        }
        if (latency) {
            text.append(", every call timed");
        }
        return text.append(further()).toString();
    }

    /** The parameters that are not at their default, each after a comma. */
    private String further() {
        StringBuilder text = new StringBuilder();
        Further.names(more)
                .forEach(name -> text.append(", ").append(name).append('=').append(more.get(name)));
        return text.toString();
    }

    /**
     * The value of a further parameter.
     *
     * @param parameter which one
     * @return its value in this case, or its default
     */
    public String value(Parameter parameter) {
        return more.getOrDefault(parameter.id(), parameter.standard());
    }

    /**
     * The value of a further parameter that is a whole number.
     *
     * @param parameter one of those that count something
     * @return its value in this case, or its default
     */
    public int count(Parameter parameter) {
        return Integer.parseInt(value(parameter));
    }

    /**
     * Whether every further parameter has its default.
     *
     * @param butFor parameters that may have any value
     * @return true if nothing else is special about the case
     */
    public boolean isPlain(Parameter... butFor) {
        List<String> allowed = Stream.of(butFor).map(Parameter::id).toList();
        return Set.copyOf(allowed).containsAll(more.keySet()) && interrupts.equals("none");
    }

    /**
     * The same case with every call timed, or without.
     *
     * @param timed whether every call is timed
     * @return the case, which may not have been measured
     */
    public Case withLatency(boolean timed) {
        return new Case(workload, cpus, threads, preemption, interrupts, interruptSteps, timed, more);
    }

    /**
     * The case in words.
     *
     * @return for example {@code create-delete, 2 tasks on 1 CPU, preemption=full}
     */
    public String label() {
        return workload + ", " + conditions();
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private int workloadRank() {
        int rank = WORKLOADS.indexOf(workload);
        return rank < 0 ? WORKLOADS.size() : rank;
    }

    @Override
    public int compareTo(Case other) {
        return ORDER.compare(this, other);
    }
}
