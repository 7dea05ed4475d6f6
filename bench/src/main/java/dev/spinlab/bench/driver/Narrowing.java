package dev.spinlab.bench.driver;

import dev.spinlab.machine.Preemption;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What part of a profile was asked for; an empty list asks for all of it.
 *
 * @param backends ids
 * @param workloads workloads
 * @param cpus numbers of CPUs
 * @param tasks tasks per CPU
 * @param preemptions preemption models
 * @param interrupts interrupt levels
 * @param latency only latency trials (true), only others (false), or both (null)
 * @param controls whether backends that are broken on purpose take part
 * @param references whether the reference points of Java programs take part
 * @param dimensions values of the dimensions that were asked about
 */
public record Narrowing(
        List<String> backends,
        List<Workload> workloads,
        List<Integer> cpus,
        List<Integer> tasks,
        List<Preemption> preemptions,
        List<InterruptLevel> interrupts,
        @Nullable Boolean latency,
        boolean controls,
        boolean references,
        Map<Dimension, List<String>> dimensions) {

    /** Copies the lists. */
    public Narrowing {
        backends = List.copyOf(backends);
        workloads = List.copyOf(workloads);
        cpus = List.copyOf(cpus);
        tasks = List.copyOf(tasks);
        preemptions = List.copyOf(preemptions);
        interrupts = List.copyOf(interrupts);
        Map<Dimension, List<String>> asked = new EnumMap<>(Dimension.class);
        dimensions.forEach((dimension, values) -> {
            if (!values.isEmpty()) {
                asked.put(dimension, List.copyOf(values));
            }
        });
        dimensions = Collections.unmodifiableMap(asked);
    }

    /**
     * No narrowing.
     *
     * @return asks for the whole profile without controls and references
     */
    public static Narrowing none() {
        return new Narrowing(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, false, false, Map.of());
    }

    /**
     * The same, and some values of a dimension.
     *
     * @param dimension the dimension
     * @param values the values asked for
     * @return narrower than this
     */
    public Narrowing with(Dimension dimension, String... values) {
        Map<Dimension, List<String>> more = new EnumMap<>(Dimension.class);
        more.putAll(dimensions);
        more.put(dimension, List.of(values));
        return new Narrowing(
                backends, workloads, cpus, tasks, preemptions, interrupts, latency, controls, references, more);
    }

    /**
     * Whether anything is narrowed.
     *
     * @return false for {@link #none()}
     */
    public boolean isAny() {
        return !equals(none());
    }

    /**
     * Whether a case was asked for.
     *
     * @param candidate the case
     * @return true if every dimension admits it
     */
    public boolean admits(Case candidate) {
        return in(workloads, candidate.workload())
                && in(cpus, candidate.cpus())
                && in(tasks, candidate.tasksPerCpu())
                && in(preemptions, candidate.preemption())
                && in(interrupts, candidate.interrupts())
                && (latency == null || latency == candidate.latency())
                && dimensions.entrySet().stream()
                        .allMatch(asked -> in(asked.getValue(), candidate.value(asked.getKey())));
    }

    /**
     * Whether only cases with all modelled CPUs on one physical CPU were asked for.
     *
     * @return true if so
     */
    boolean oneHostOnly() {
        return dimensions.getOrDefault(Dimension.HOST, List.of()).equals(List.of("one"));
    }

    private static <T> boolean in(List<T> asked, T value) {
        return asked.isEmpty() || asked.contains(value);
    }
}
