package dev.spinlab.bench.harness;

import dev.spinlab.machine.Errno;
import dev.spinlab.machine.realtime.InterruptCounts;
import dev.spinlab.reclaim.Backlog;
import dev.spinlab.storage.Audit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
 * @param otherWork what the neighbours did, null if there are none
 * @param bursts the order of successes, sampled; null if operations are not timed
 * @param proportionality twice the operations against twice the time, null if that was not checked
 * @param interrupts what became of interrupts by real-time threads, null if there are none
 * @param distributions times by name
 */
record IterationSummary(
        List<TaskResult> tasks,
        CpuCounts cpus,
        @Nullable Retries retries,
        boolean interrupted,
        Backlog backlog,
        Audit violations,
        long collections,
        @Nullable NeighbourResult otherWork,
        @Nullable BurstResult bursts,
        @Nullable Double proportionality,
        @Nullable InterruptCounts interrupts,
        List<Distribution> distributions) {
    private static final String ELEMENTS = "elements";

    /** All metrics that exist for this iteration. */
    List<ScalarResult> metrics() {
        Scalars metrics = new Scalars();
        long successes = tasks.stream().mapToLong(TaskResult::successes).sum();
        addCalls(metrics, successes);
        addCosts(metrics, successes);
        addFairness(metrics, successes);
        if (retries != null) {
            addRetries(metrics, retries);
        }
        if (interrupted) {
            addHandlers(metrics);
        }
        if (interrupts != null) {
            addInterrupts(metrics, interrupts);
        }
        if (backlog.samples() > 0) {
            metrics.add("backlogPeak", backlog.peak(), ELEMENTS, AggregationPolicy.MAX);
            metrics.mean("backlogMean", backlog.mean(), ELEMENTS);
        }
        for (Distribution distribution : distributions) {
            if (distribution.counted()) {
                metrics.mean(
                        distribution.metric() + ".count", distribution.nanos().getTotalCount(), Scalars.COUNT);
            }
            metrics.distribution(distribution.metric(), distribution.nanos(), Scalars.NANOS);
        }
        addTrustworthiness(metrics);
        return metrics.all();
    }

    private void addCalls(Scalars metrics, long successes) {
        ErrnoCounts refused = new ErrnoCounts();
        tasks.forEach(task -> refused.add(task.refused()));
        long accepted = tasks.stream().mapToLong(TaskResult::acceptedCalls).sum();
        long calls = accepted + refused.total();
        metrics.mean("calls", calls, Scalars.COUNT);
        metrics.mean("successes", successes, Scalars.COUNT);
        addFailures(metrics, "", refused, calls);
        metrics.share(
                "failedTimeShare",
                tasks.stream().mapToLong(TaskResult::refusedNanos).sum(),
                tasks.stream().mapToLong(TaskResult::onCpuNanos).sum());
    }

    private void addCosts(Scalars metrics, long successes) {
        if (tasks.stream().allMatch(task -> task.costs().cpuNanos() >= 0)) {
            long ofTasks =
                    tasks.stream().mapToLong(task -> task.costs().cpuNanos()).sum();
            metrics.mean("cpuNanosPerSuccess", per(ofTasks + cpus.kernelCpuNanos(), successes), "ns/op");
        }
        if (tasks.stream().allMatch(task -> task.costs().allocatedBytes() >= 0)) {
            long ofTasks = tasks.stream()
                    .mapToLong(task -> task.costs().allocatedBytes())
                    .sum();
            metrics.mean("allocatedBytesPerSuccess", per(ofTasks, successes), "B/op");
        }
        metrics.mean("stepsPerSuccess", per(cpus.steps(), successes), Scalars.PER_OP);
        metrics.mean("rmwPerSuccess", per(cpus.atomics(), successes), Scalars.PER_OP);
        metrics.mean("lockAcquisitionsPerSuccess", per(cpus.lockAcquisitions(), successes), Scalars.PER_OP);
        metrics.mean("contextSwitchesPerSuccess", per(cpus.contextSwitches(), successes), Scalars.PER_OP);
        if (otherWork != null) {
            metrics.mean("neighbourUnits", otherWork.units(), Scalars.COUNT);
            metrics.mean("neighbourUnitsPerSecond", otherWork.perSecond(), "1/s");
        }
    }

    private void addFairness(Scalars metrics, long successes) {
        long[] shares = tasks.stream().mapToLong(TaskResult::successes).toArray();
        metrics.mean("jain", Jain.index(shares), Scalars.RATIO);
        metrics.add(
                "taskShare.min",
                per(Arrays.stream(shares).min().orElse(0) * shares.length, successes),
                Scalars.RATIO,
                AggregationPolicy.MIN);
        metrics.add(
                "taskShare.max",
                per(Arrays.stream(shares).max().orElse(0) * shares.length, successes),
                Scalars.RATIO,
                AggregationPolicy.MAX);
        if (bursts != null) {
            metrics.mean("lockWorkingSet", bursts.workingSet(), "tasks");
            metrics.mean(
                    "reacquireNanos.p50",
                    bursts.reacquireNanos().getTotalCount() == 0
                            ? Double.NaN
                            : bursts.reacquireNanos().getValueAtPercentile(50),
                    Scalars.NANOS);
            addLongestWait(metrics);
        }
    }

    private void addLongestWait(Scalars metrics) {
        int whose = -1;
        LongestWait longest = new LongestWait(-1, 0);
        for (int task = 0; task < tasks.size(); task++) {
            LongestWait own = tasks.get(task).longest();
            if (own != null && own.nanos() > longest.nanos()) {
                longest = own;
                whose = task;
            }
        }
        if (whose >= 0) {
            metrics.add("longestWaitNanos", longest.nanos(), Scalars.NANOS, AggregationPolicy.MAX);
            metrics.mean("longestWaitTask", whose, "index");
            metrics.mean("longestWaitAtNanos", longest.beganNanos() - TaskSpan.firstOpened(spans()), Scalars.NANOS);
        }
    }

    private List<TaskSpan> spans() {
        return tasks.stream().map(TaskResult::span).filter(Objects::nonNull).toList();
    }

    private void addTrustworthiness(Scalars metrics) {
        List<TaskSpan> spans = spans();
        double competing = spans.size() < tasks.size() ? 0 : TaskSpan.competingShare(spans);
        metrics.add("competingShare", competing, Scalars.RATIO, AggregationPolicy.MIN);
        if (proportionality != null) {
            metrics.mean("proportionality", proportionality, Scalars.RATIO);
        }
        metrics.mean("collections", collections, Scalars.COUNT);
        addViolation(metrics, "lost", violations.lost());
        addViolation(metrics, "leaked", violations.leaked());
        addViolation(metrics, "doubleFreed", violations.doubleFreed());
        addViolation(metrics, "usedAfterFree", violations.usedAfterFree());
        long pinned = tasks.stream().filter(TaskResult::pinned).count();
        metrics.add("pinnedTasks", pinned, Scalars.COUNT, AggregationPolicy.MIN);
    }

    private static void addRetries(Scalars metrics, Retries retries) {
        metrics.mean("callsUntilSuccess.retried", retries.calls().getTotalCount(), Scalars.COUNT);
        metrics.distribution("callsUntilSuccess", retries.calls(), "calls");
        metrics.distribution("timeUntilSuccess", retries.nanos(), Scalars.NANOS);
    }

    private void addHandlers(Scalars metrics) {
        HandlerResult all = tasks.stream().map(TaskResult::handlers).reduce(HandlerResult.NONE, HandlerResult::plus);
        metrics.mean("handler.calls", all.calls(), Scalars.COUNT);
        metrics.mean("handler.successes", all.successes(), Scalars.COUNT);
        addFailures(metrics, "handler.", all.refused(), all.calls());
        metrics.share("handler.failedTimeShare", all.refusedNanos(), all.nanos());
    }

    private static void addInterrupts(Scalars metrics, InterruptCounts interrupts) {
        metrics.mean("interrupts.handled", interrupts.handled(), Scalars.COUNT);
        metrics.mean("interrupts.pended", interrupts.pended(), Scalars.COUNT);
        metrics.mean("interrupts.nobody", interrupts.nobody(), Scalars.COUNT);
        metrics.add("interrupts.torn", interrupts.torn(), Scalars.COUNT, AggregationPolicy.SUM);
        metrics.mean("interrupts.missed", interrupts.missed(), Scalars.COUNT);
    }

    private static void addFailures(Scalars metrics, String prefix, ErrnoCounts refused, long calls) {
        for (Errno code : Errno.values()) {
            if (refused.of(code) > 0) {
                metrics.mean(prefix + "failures." + code, refused.of(code), Scalars.COUNT);
            }
        }
        metrics.share(prefix + "failedCallShare", refused.total(), calls);
    }

    /** Without a success NaN, so that every iteration has its value and values stay beside their iterations. */
    private static double per(long quantity, long successes) {
        return successes == 0 ? Double.NaN : (double) quantity / successes;
    }

    private static void addViolation(Scalars metrics, String kind, long count) {
        metrics.add("violations." + kind, count, Scalars.COUNT, AggregationPolicy.SUM);
    }
}
