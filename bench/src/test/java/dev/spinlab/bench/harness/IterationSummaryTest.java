package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.machine.Errno;
import dev.spinlab.machine.realtime.InterruptCounts;
import dev.spinlab.reclaim.Backlog;
import dev.spinlab.storage.Audit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.ScalarResult;

class IterationSummaryTest {
    private static final double EXACTLY = 1e-9;

    /** What may stand in jmh.json besides failures by code: name to unit. */
    private static final Map<String, String> CONTRACT = Map.ofEntries(
            Map.entry("cpuNanosPerSuccess", "ns/op"),
            Map.entry("calls", "#"),
            Map.entry("successes", "#"),
            Map.entry("failedCallShare", "ratio"),
            Map.entry("failedTimeShare", "ratio"),
            Map.entry("callsUntilSuccess.retried", "#"),
            Map.entry("callsUntilSuccess.p50", "calls"),
            Map.entry("callsUntilSuccess.p99", "calls"),
            Map.entry("callsUntilSuccess.p99.9", "calls"),
            Map.entry("callsUntilSuccess.max", "calls"),
            Map.entry("timeUntilSuccess.p50", "ns"),
            Map.entry("timeUntilSuccess.p99", "ns"),
            Map.entry("timeUntilSuccess.p99.9", "ns"),
            Map.entry("timeUntilSuccess.max", "ns"),
            Map.entry("latencyNanos.p50", "ns"),
            Map.entry("latencyNanos.p99", "ns"),
            Map.entry("latencyNanos.p99.9", "ns"),
            Map.entry("latencyNanos.max", "ns"),
            Map.entry("jain", "ratio"),
            Map.entry("backlogPeak", "elements"),
            Map.entry("backlogMean", "elements"),
            Map.entry("collections", "#"),
            Map.entry("violations.lost", "#"),
            Map.entry("violations.leaked", "#"),
            Map.entry("violations.doubleFreed", "#"),
            Map.entry("violations.usedAfterFree", "#"),
            Map.entry("stepsPerSuccess", "1/op"),
            Map.entry("rmwPerSuccess", "1/op"),
            Map.entry("lockAcquisitionsPerSuccess", "1/op"),
            Map.entry("contextSwitchesPerSuccess", "1/op"),
            Map.entry("handler.calls", "#"),
            Map.entry("handler.successes", "#"),
            Map.entry("handler.failedCallShare", "ratio"),
            Map.entry("handler.failedTimeShare", "ratio"),
            Map.entry("pinnedTasks", "#"),
            Map.entry("allocatedBytesPerSuccess", "B/op"),
            Map.entry("taskShare.min", "ratio"),
            Map.entry("taskShare.max", "ratio"),
            Map.entry("competingShare", "ratio"),
            Map.entry("proportionality", "ratio"),
            Map.entry("longestWaitNanos", "ns"),
            Map.entry("longestWaitTask", "index"),
            Map.entry("longestWaitAtNanos", "ns"),
            Map.entry("lockWorkingSet", "tasks"),
            Map.entry("reacquireNanos.p50", "ns"),
            Map.entry("neighbourUnits", "#"),
            Map.entry("neighbourUnitsPerSecond", "1/s"),
            Map.entry("recovery.EDEADLK.count", "#"),
            Map.entry("recovery.EDEADLK.p50", "ns"),
            Map.entry("recovery.EDEADLK.p99", "ns"),
            Map.entry("recovery.EDEADLK.p99.9", "ns"),
            Map.entry("recovery.EDEADLK.max", "ns"),
            Map.entry("gracePeriodNanos.rcu.p50", "ns"),
            Map.entry("gracePeriodNanos.rcu.p99", "ns"),
            Map.entry("gracePeriodNanos.rcu.p99.9", "ns"),
            Map.entry("interrupts.handled", "#"),
            Map.entry("interrupts.pended", "#"),
            Map.entry("interrupts.nobody", "#"),
            Map.entry("interrupts.torn", "#"),
            Map.entry("interrupts.missed", "#"),
            Map.entry("gracePeriodNanos.rcu.max", "ns"));

    private static Map<String, ScalarResult> byName(IterationSummary summary) {
        Map<String, ScalarResult> metrics = new TreeMap<>();
        for (ScalarResult metric : summary.metrics()) {
            assertThat(metrics.put(metric.getLabel(), metric))
                    .as(metric.getLabel())
                    .isNull();
        }
        return metrics;
    }

    private static ScalarResult found(Map<String, ScalarResult> metrics, String name) {
        return Objects.requireNonNull(metrics.get(name), name);
    }

    private static ErrnoCounts refused(Errno... codes) {
        ErrnoCounts counts = new ErrnoCounts();
        for (Errno code : codes) {
            counts.increment(code);
        }
        return counts;
    }

    private static IterationSummary busy(@Nullable Retries retries, boolean interrupted) {
        return summary(retries, interrupted, null, null, null, List.of());
    }

    private static IterationSummary everything() {
        return summary(
                someRetries(),
                true,
                new NeighbourResult(600, 1_200),
                new BurstResult(1.5, nanos(10, 20, 30)),
                1.01,
                List.of(
                        new Distribution("latencyNanos", "latency", nanos(40, 50, 900), false),
                        new Distribution("recovery.EDEADLK", "recovery.EDEADLK", nanos(100, 300, 500), true),
                        new Distribution("gracePeriodNanos.rcu", "gracePeriod.rcu", nanos(1_000, 1_020), false),
                        new Distribution("unlinkToFreeNanos", "unlinkToFree", nanos(), false)));
    }

    private static Histogram nanos(long... values) {
        Histogram histogram = new Histogram(3);
        for (long value : values) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    private static IterationSummary summary(
            @Nullable Retries retries,
            boolean interrupted,
            @Nullable NeighbourResult otherWork,
            @Nullable BurstResult bursts,
            @Nullable Double proportionality,
            List<Distribution> distributions) {
        HandlerResult handlers = new HandlerResult(8, 3, refused(Errno.EBUSY, Errno.EOPNOTSUPP), 400, 100);
        return new IterationSummary(
                List.of(
                        new TaskResult(
                                30,
                                60,
                                refused(Errno.EBUSY, Errno.EBUSY),
                                20,
                                100,
                                new ThreadCosts(900, 50),
                                handlers,
                                true,
                                new TaskSpan(900, 1_000, 2_000),
                                new LongestWait(40, 1_100)),
                        new TaskResult(
                                10,
                                20,
                                refused(Errno.ETIMEDOUT),
                                10,
                                200,
                                new ThreadCosts(1_000, 70),
                                handlers,
                                false,
                                new TaskSpan(1_100, 1_200, 1_900),
                                new LongestWait(90, 1_250))),
                new CpuCounts(4_000, 80, 120, 20, 100),
                retries,
                interrupted,
                new Backlog(17, 4.5, 9),
                new Audit(1, 2, 3, 4),
                5,
                otherWork,
                bursts,
                proportionality,
                interrupted ? new InterruptCounts(5, 4, 3, 2, 1) : null,
                distributions);
    }

    private static Retries someRetries() {
        Retries retries = new Retries();
        retries.record(5, 1_000);
        retries.record(7, 2_000);
        retries.record(9, 3_000);
        return retries;
    }

    @Test
    void allMetricsOfTheContractAndNoOther() {
        Map<String, ScalarResult> metrics = byName(everything());
        List<String> names = new ArrayList<>(metrics.keySet());
        assertThat(names)
                .contains("failures.EBUSY", "failures.ETIMEDOUT", "handler.failures.EBUSY")
                .contains("handler.failures.EOPNOTSUPP")
                .doesNotContain("failures.EDEADLK");
        names.removeIf(name -> name.contains("failures."));
        assertThat(names).containsExactlyInAnyOrderElementsOf(CONTRACT.keySet());
        CONTRACT.forEach((name, unit) ->
                assertThat(found(metrics, name).getScoreUnit()).as(name).isEqualTo(unit));
    }

    @Test
    void theArithmetic() {
        Map<String, ScalarResult> metrics = byName(everything());
        Map<String, Double> expected = Map.ofEntries(
                Map.entry("successes", 40.0),
                Map.entry("calls", 83.0),
                Map.entry("failures.EBUSY", 2.0),
                Map.entry("failures.ETIMEDOUT", 1.0),
                Map.entry("failedCallShare", 3.0 / 83),
                Map.entry("failedTimeShare", 30.0 / 300),
                Map.entry("cpuNanosPerSuccess", (900 + 1_000 + 100) / 40.0),
                Map.entry("jain", 1_600.0 / (2 * (900 + 100))),
                Map.entry("stepsPerSuccess", 100.0),
                Map.entry("rmwPerSuccess", 2.0),
                Map.entry("lockAcquisitionsPerSuccess", 3.0),
                Map.entry("contextSwitchesPerSuccess", 0.5),
                Map.entry("callsUntilSuccess.retried", 3.0),
                Map.entry("callsUntilSuccess.p50", 7.0),
                Map.entry("callsUntilSuccess.max", 9.0),
                Map.entry("backlogPeak", 17.0),
                Map.entry("backlogMean", 4.5),
                Map.entry("collections", 5.0),
                Map.entry("violations.lost", 1.0),
                Map.entry("violations.leaked", 2.0),
                Map.entry("violations.doubleFreed", 3.0),
                Map.entry("violations.usedAfterFree", 4.0),
                Map.entry("handler.calls", 16.0),
                Map.entry("handler.successes", 6.0),
                Map.entry("handler.failures.EBUSY", 2.0),
                Map.entry("handler.failedCallShare", 4.0 / 16),
                Map.entry("handler.failedTimeShare", 200.0 / 800),
                Map.entry("pinnedTasks", 1.0),
                Map.entry("allocatedBytesPerSuccess", 120.0 / 40),
                Map.entry("taskShare.min", 0.5),
                Map.entry("taskShare.max", 1.5),
                Map.entry("competingShare", 0.8),
                Map.entry("proportionality", 1.01),
                Map.entry("longestWaitNanos", 90.0),
                Map.entry("longestWaitTask", 1.0),
                Map.entry("longestWaitAtNanos", 250.0),
                Map.entry("lockWorkingSet", 1.5),
                Map.entry("reacquireNanos.p50", 20.0),
                Map.entry("neighbourUnits", 600.0),
                Map.entry("neighbourUnitsPerSecond", 1_200.0),
                Map.entry("recovery.EDEADLK.count", 3.0),
                Map.entry("recovery.EDEADLK.p50", 300.0),
                Map.entry("recovery.EDEADLK.max", 500.0));
        expected.forEach((name, value) ->
                assertThat(found(metrics, name).getScore()).as(name).isCloseTo(value, within(EXACTLY)));
        assertThat(found(metrics, "timeUntilSuccess.max").getScore()).isCloseTo(3_000, within(3.0));
    }

    @Test
    void whatWasNotAskedForIsLeftOut() {
        assertThat(byName(busy(null, false)).keySet())
                .noneMatch(name ->
                        name.startsWith("handler.") || name.startsWith("interrupts.") || name.contains("UntilSuccess"))
                .noneMatch(name -> name.startsWith("neighbour") || name.startsWith("longestWait"))
                .doesNotContain("lockWorkingSet", "reacquireNanos.p50", "proportionality");
        assertThat(byName(busy(new Retries(), false)))
                .containsKey("callsUntilSuccess.retried")
                .doesNotContainKeys("callsUntilSuccess.p50", "timeUntilSuccess.max");
    }

    @Test
    void anIterationWithoutASuccessKeepsItsPlaceAmongTheOthers() {
        Map<String, ScalarResult> metrics = byName(new IterationSummary(
                List.of(TaskResult.nothing(true)),
                CpuCounts.NONE,
                null,
                false,
                new Backlog(0, 0, 0),
                new Audit(0, 0, 0, 0),
                0,
                NeighbourResult.NONE,
                new BurstResult(Double.NaN, nanos()),
                Double.NaN,
                null,
                List.of()));
        assertThat(found(metrics, "successes").getScore()).isZero();
        assertThat(found(metrics, "stepsPerSuccess").getScore()).isNaN();
        assertThat(found(metrics, "cpuNanosPerSuccess").getScore()).isNaN();
        assertThat(found(metrics, "violations.lost").getScore()).isZero();
        assertThat(found(metrics, "allocatedBytesPerSuccess").getScore()).isNaN();
        assertThat(found(metrics, "taskShare.min").getScore()).isNaN();
        assertThat(found(metrics, "lockWorkingSet").getScore()).isNaN();
        assertThat(found(metrics, "competingShare").getScore())
                .as("a task that was never there")
                .isZero();
        assertThat(metrics).doesNotContainKeys("failedCallShare", "failedTimeShare", "backlogPeak");
    }

    @Test
    void theProfilerHandsOverEachIterationOnce() {
        SpinlabProfiler profiler = new SpinlabProfiler();
        List<ScalarResult> metrics = busy(null, false).metrics();
        LastIteration.publish(metrics);
        assertThat(LastIteration.take()).isEqualTo(metrics);
        assertThat(LastIteration.take()).isEmpty();
        assertThat(profiler.getDescription()).isNotBlank();
    }
}
