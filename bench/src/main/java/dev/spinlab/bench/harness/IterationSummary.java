package dev.spinlab.bench.harness;

import dev.spinlab.machine.Errno;
import dev.spinlab.reclaim.Backlog;
import dev.spinlab.storage.Audit;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What all tasks did in one iteration, as JMH's secondary metrics.
 *
 * <p>Readers take JMH's raw values, one per iteration. For JMH's own table a metric's score is the mean over
 * iterations, but the total of violations, the largest peak and the fewest pinned tasks.
 *
 * @param tasks results of the tasks
 * @param cpus counts of all CPUs
 * @param retries retries of all tasks, null if the workload does not ask
 * @param interrupted whether interrupt handlers, or programs called by the operations, were at work
 * @param backlog what was awaiting its free
 * @param violations what the detectors found
 * @param collections garbage collections that fell into it
 */
record IterationSummary(
        List<TaskResult> tasks,
        CpuCounts cpus,
        @Nullable Retries retries,
        boolean interrupted,
        Backlog backlog,
        Audit violations,
        long collections) {
    private static final String COUNT = "#";
    private static final String RATIO = "ratio";
    private static final String PER_OP = "1/op";
    private static final String NANOS = "ns";
    private static final String ELEMENTS = "elements";
    private static final double MEDIAN = 50;

    /** All metrics that exist for this iteration. */
    List<ScalarResult> metrics() {
        List<ScalarResult> metrics = new ArrayList<>();
        long successes = tasks.stream().mapToLong(TaskResult::successes).sum();
        addCalls(metrics, successes);
        addCosts(metrics, successes);
        if (retries != null) {
            addRetries(metrics, retries);
        }
        if (interrupted) {
            addHandlers(metrics);
        }
        if (backlog.samples() > 0) {
            metrics.add(new ScalarResult("backlogPeak", (double) backlog.peak(), ELEMENTS, AggregationPolicy.MAX));
            metrics.add(mean("backlogMean", backlog.mean(), ELEMENTS));
        }
        metrics.add(mean("collections", collections, COUNT));
        metrics.add(violation("lost", violations.lost()));
        metrics.add(violation("leaked", violations.leaked()));
        metrics.add(violation("doubleFreed", violations.doubleFreed()));
        metrics.add(violation("usedAfterFree", violations.usedAfterFree()));
        long pinned = tasks.stream().filter(TaskResult::pinned).count();
        metrics.add(new ScalarResult("pinnedTasks", (double) pinned, COUNT, AggregationPolicy.MIN));
        return metrics;
    }

    private void addCalls(List<ScalarResult> metrics, long successes) {
        ErrnoCounts refused = new ErrnoCounts();
        tasks.forEach(task -> refused.add(task.refused()));
        long accepted = tasks.stream().mapToLong(TaskResult::acceptedCalls).sum();
        long calls = accepted + refused.total();
        metrics.add(mean("calls", calls, COUNT));
        metrics.add(mean("successes", successes, COUNT));
        addFailures(metrics, "", refused, calls);
        addShare(
                metrics,
                "failedTimeShare",
                tasks.stream().mapToLong(TaskResult::refusedNanos).sum(),
                tasks.stream().mapToLong(TaskResult::onCpuNanos).sum());
    }

    private void addCosts(List<ScalarResult> metrics, long successes) {
        if (tasks.stream().allMatch(task -> task.threadCpuNanos() >= 0)) {
            long ofTasks = tasks.stream().mapToLong(TaskResult::threadCpuNanos).sum();
            metrics.add(mean("cpuNanosPerSuccess", per(ofTasks + cpus.kernelCpuNanos(), successes), "ns/op"));
        }
        double jain = Jain.index(tasks.stream().mapToLong(TaskResult::successes).toArray());
        metrics.add(mean("jain", jain, RATIO));
        metrics.add(mean("stepsPerSuccess", per(cpus.steps(), successes), PER_OP));
        metrics.add(mean("rmwPerSuccess", per(cpus.atomics(), successes), PER_OP));
        metrics.add(mean("lockAcquisitionsPerSuccess", per(cpus.lockAcquisitions(), successes), PER_OP));
        metrics.add(mean("contextSwitchesPerSuccess", per(cpus.contextSwitches(), successes), PER_OP));
    }

    private static void addRetries(List<ScalarResult> metrics, Retries retries) {
        metrics.add(mean("callsUntilSuccess.retried", retries.calls().getTotalCount(), COUNT));
        addDistribution(metrics, "callsUntilSuccess", retries.calls(), "calls");
        addDistribution(metrics, "timeUntilSuccess", retries.nanos(), NANOS);
    }

    private static void addDistribution(List<ScalarResult> metrics, String name, Histogram values, String unit) {
        if (values.getTotalCount() > 0) {
            metrics.add(mean(name + ".p50", values.getValueAtPercentile(MEDIAN), unit));
            metrics.add(new ScalarResult(name + ".max", (double) values.getMaxValue(), unit, AggregationPolicy.MAX));
        }
    }

    private void addHandlers(List<ScalarResult> metrics) {
        HandlerResult all = tasks.stream().map(TaskResult::handlers).reduce(HandlerResult.NONE, HandlerResult::plus);
        metrics.add(mean("handler.calls", all.calls(), COUNT));
        metrics.add(mean("handler.successes", all.successes(), COUNT));
        addFailures(metrics, "handler.", all.refused(), all.calls());
        addShare(metrics, "handler.failedTimeShare", all.refusedNanos(), all.nanos());
    }

    private static void addFailures(List<ScalarResult> metrics, String prefix, ErrnoCounts refused, long calls) {
        for (Errno code : Errno.values()) {
            if (refused.of(code) > 0) {
                metrics.add(mean(prefix + "failures." + code, refused.of(code), COUNT));
            }
        }
        addShare(metrics, prefix + "failedCallShare", refused.total(), calls);
    }

    /** A share of nothing is left out. */
    private static void addShare(List<ScalarResult> metrics, String name, long part, long whole) {
        if (whole > 0) {
            metrics.add(mean(name, (double) part / whole, RATIO));
        }
    }

    /** Without a success NaN, so that every iteration has its value and values stay beside their iterations. */
    private static double per(long quantity, long successes) {
        return successes == 0 ? Double.NaN : (double) quantity / successes;
    }

    private static ScalarResult mean(String name, long value, String unit) {
        return mean(name, (double) value, unit);
    }

    private static ScalarResult mean(String name, double value, String unit) {
        return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
    }

    private static ScalarResult violation(String kind, long count) {
        return new ScalarResult("violations." + kind, (double) count, COUNT, AggregationPolicy.SUM);
    }
}
