package dev.spinlab.bench.driver;

import java.util.Collection;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;

/** Reads single numbers out of JMH's results; a metric that is absent counts as 0. */
final class ForkMetrics {
    private static final String VIOLATIONS = "violations.";

    private ForkMetrics() {}

    /** The mean of the primary score over the iterations of a fork, in operations per second. */
    static double goodput(BenchmarkResult fork) {
        return fork.getIterationResults().stream()
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .average()
                .orElse(Double.NaN);
    }

    /** What the detectors counted in some forks. */
    static long violations(Collection<BenchmarkResult> forks) {
        return Math.round(forks.stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> sumOfIteration(iteration, VIOLATIONS, true))
                .sum());
    }

    /** Workers that were pinned throughout the fork: the least over its iterations. */
    static int pinnedTasks(BenchmarkResult fork) {
        return (int) fork.getIterationResults().stream()
                .mapToDouble(iteration -> sumOfIteration(iteration, "pinnedTasks", false))
                .min()
                .orElse(0);
    }

    /** The share of the time in which all tasks competed, on average over the iterations of a fork; NaN if not measured. */
    static double competingShare(BenchmarkResult fork) {
        return fork.getIterationResults().stream()
                .filter(iteration -> iteration.getSecondaryResults().containsKey("competingShare"))
                .mapToDouble(iteration -> sumOfIteration(iteration, "competingShare", false))
                .average()
                .orElse(Double.NaN);
    }

    private static double sumOfIteration(IterationResult iteration, String label, boolean prefix) {
        double sum = 0;
        for (String name : iteration.getSecondaryResults().keySet()) {
            if (prefix ? name.startsWith(label) : name.equals(label)) {
                sum += iteration.getSecondaryResults().get(name).getScore();
            }
        }
        return sum;
    }
}
