package dev.spinlab.bench.driver;

import dev.spinlab.machine.Preemption;
import java.util.List;
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
        boolean references) {

    /** Copies the lists. */
    public Narrowing {
        backends = List.copyOf(backends);
        workloads = List.copyOf(workloads);
        cpus = List.copyOf(cpus);
        tasks = List.copyOf(tasks);
        preemptions = List.copyOf(preemptions);
        interrupts = List.copyOf(interrupts);
    }

    /**
     * No narrowing.
     *
     * @return asks for the whole profile without controls and references
     */
    public static Narrowing none() {
        return new Narrowing(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, false, false);
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
                && (latency == null || latency == candidate.latency());
    }

    private static <T> boolean in(List<T> asked, T value) {
        return asked.isEmpty() || asked.contains(value);
    }
}
