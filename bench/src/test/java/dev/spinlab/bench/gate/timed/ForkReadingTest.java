package dev.spinlab.bench.gate.timed;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.ForkValues;
import dev.spinlab.results.run.JmhResult;
import dev.spinlab.results.run.Metric;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ForkReadingTest {
    private static Metric metric(Double... iterations) {
        return new Metric("unit", List.of(Arrays.asList(iterations)));
    }

    private static JmhResult result(Metric goodput, Map<String, Metric> others) {
        SortedMap<String, Metric> secondary = new TreeMap<>(Map.of(
                "cpuNanosPerSuccess", metric(102.0, 900.0, 100.0, Double.NaN),
                "latencyNanos.p99", metric(400.0, 410.0, 9000.0),
                "calls", metric(10.0, 20.0, 30.0)));
        secondary.putAll(others);
        return new JmhResult("a.CreateDelete.run", "create-delete", 1, new TreeMap<>(), goodput, secondary);
    }

    @Test
    void timesAreThoseOfTheBestIterationAndCountsAreSums() throws ForkFailedException {
        ForkValues values = ForkReading.of(
                4,
                Arm.HEAD,
                result(
                        metric(0.8e7, 1e6, 1e7),
                        Map.of(
                                "failures.EBUSY", metric(1.0, 2.0, 3.0),
                                "violations.lost", metric(0.0, 1.0, 0.0),
                                "violations.leaked", metric(2.0, 0.0, 0.0),
                                "backlogPeak", metric(7.0, 9.0, 8.0))));
        assertThat(values.sequence()).isEqualTo(4);
        assertThat(values.arm()).isEqualTo(Arm.HEAD);
        assertThat(values.values())
                .containsEntry(dev.spinlab.results.gate.timed.Metric.CPU, 100.0)
                .containsEntry(dev.spinlab.results.gate.timed.Metric.WALL, 100.0)
                .containsEntry(dev.spinlab.results.gate.timed.Metric.P99, 410.0);
        assertThat(values.calls()).isEqualTo(60);
        assertThat(values.failures()).containsExactly(Map.entry("EBUSY", 6L));
        assertThat(values.violations()).isEqualTo(3);
        assertThat(values.backlogPeak()).isEqualTo(9);
    }

    @Test
    void theScoreIsKeptAsGoodputOrReadAsATime() throws ForkFailedException {
        JmhResult result = result(metric(0.8e7, 1e6, 1e7), Map.of());
        ForkValues values = ForkReading.scored(4, result);
        assertThat(values.values())
                .containsOnly(
                        Map.entry(dev.spinlab.results.gate.timed.Metric.CPU, 100.0),
                        Map.entry(dev.spinlab.results.gate.timed.Metric.GOODPUT, 1e7));
        assertThat(values.arm()).isEqualTo(Arm.HEAD);
        assertThat(values.calls()).isEqualTo(60);
        assertThat(ForkReading.nanosPerOperation(result)).isEqualTo(100);
    }

    @Test
    void whatIsNotMeasuredCannotBeCompared() {
        for (Double score : new Double[] {0.0, Double.NaN}) {
            assertThatThrownBy(() -> ForkReading.of(0, Arm.BASE, result(metric(score), Map.of())))
                    .isInstanceOf(ForkFailedException.class)
                    .hasMessageContaining("must be positive and finite");
            assertThatThrownBy(() -> ForkReading.scored(0, result(metric(score), Map.of())))
                    .isInstanceOf(ForkFailedException.class)
                    .hasMessageContaining("must be positive and finite");
        }
        JmhResult nothing = new JmhResult("a.B.run", "b", 1, new TreeMap<>(), metric(1e7), new TreeMap<>());
        assertThatThrownBy(() -> ForkReading.of(0, Arm.BASE, nothing)).isInstanceOf(ForkFailedException.class);
    }

    private static final Pairs.Side BASE = new Pairs.Side(Arm.BASE, Path.of("base.jar"), 0);
    private static final Pairs.Side HEAD = new Pairs.Side(Arm.HEAD, Path.of("head.jar"), 0);

    private static JmhResult inTurns(Double... nanos) {
        Double[] rates = Arrays.stream(nanos).map(value -> 1e9 / value).toArray(Double[]::new);
        return result(metric(rates), Map.of("cpuNanosPerSuccess", metric(nanos)));
    }

    @Test
    void whatDisturbsTwoNeighboursLeavesTheirRatio() throws ArmFailedException {
        // Twice as slow for a while, and once a late compilation in one of them, once in the other.
        JmhResult base = inTurns(100.0, 200.0, 200.0, 100.0, 900.0, 100.0, 100.0, 200.0);
        JmhResult head = inTurns(110.0, 220.0, 220.0, 110.0, 110.0, 110.0, 800.0, 220.0);
        List<ForkValues> pair = ForkReading.pair(6, Workload.CREATE_DELETE, HEAD, BASE, List.of(head, base));
        assertThat(pair).extracting(ForkValues::sequence).containsExactly(6, 7);
        assertThat(pair).extracting(ForkValues::arm).containsExactly(Arm.HEAD, Arm.BASE);
        for (var time :
                List.of(dev.spinlab.results.gate.timed.Metric.CPU, dev.spinlab.results.gate.timed.Metric.WALL)) {
            double slower = requireNonNull(pair.get(0).values().get(time));
            double faster = requireNonNull(pair.get(1).values().get(time));
            assertThat(slower / faster).isCloseTo(1.1, within(1e-12));
            assertThat(faster).isBetween(100.0, 200.0);
        }
    }

    @Test
    void iterationsWithoutSuccessAreLeftOutAndAPairOfNoOtherIsNone() throws ArmFailedException {
        List<ForkValues> pair = ForkReading.pair(
                0,
                Workload.CREATE_DELETE,
                BASE,
                HEAD,
                List.of(inTurns(100.0, Double.NaN, 100.0), inTurns(120.0, 120.0, 120.0)));
        assertThat(pair.get(1).values())
                .containsKey(dev.spinlab.results.gate.timed.Metric.CPU)
                .hasEntrySatisfying(
                        dev.spinlab.results.gate.timed.Metric.CPU,
                        value -> assertThat(value).isCloseTo(120, within(1e-9)));
        for (Workload workload : List.of(Workload.CREATE_DELETE, Workload.LOOKUP_HIT)) {
            assertThatThrownBy(
                            () -> ForkReading.pair(0, workload, BASE, HEAD, List.of(inTurns(Double.NaN), inTurns(1.0))))
                    .isInstanceOf(ArmFailedException.class)
                    .hasMessageContaining("must be positive and finite")
                    .satisfies(e -> assertThat(((ArmFailedException) e).arm()).isEqualTo(Arm.BASE));
        }
    }

    @Test
    void whereNothingIsDeferredTheBestIterationCounts() throws ArmFailedException {
        List<ForkValues> pair = ForkReading.pair(
                2,
                Workload.LOOKUP_HIT,
                BASE,
                HEAD,
                List.of(inTurns(20.0, 14.0, 10.0, 20.0), inTurns(11.0, 22.0, Double.NaN, 15.0)));
        for (var time :
                List.of(dev.spinlab.results.gate.timed.Metric.CPU, dev.spinlab.results.gate.timed.Metric.WALL)) {
            assertThat(requireNonNull(pair.get(0).values().get(time))).isCloseTo(10, within(1e-9));
            assertThat(requireNonNull(pair.get(1).values().get(time))).isCloseTo(11, within(1e-9));
        }
    }
}
