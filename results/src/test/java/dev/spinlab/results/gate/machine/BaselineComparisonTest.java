package dev.spinlab.results.gate.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.run.Environment.OperatingSystem;
import dev.spinlab.results.stat.ForkStatistics;
import dev.spinlab.results.stat.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineComparisonTest {
    private static final Fingerprint HERE = Machines.fingerprint();
    private static final TimedBaseline.Calibration THEN = Machines.calibration(100, 1000, 10000);

    private static BaselineComparison compare(
            TimedBaseline.Calibration now, TimedBaseline.Row before, TimedBaseline.Row head) {
        return BaselineComparison.of(
                Machines.baseline(HERE, THEN, Map.of("k", before)), Machines.baseline(HERE, now, Map.of("k", head)));
    }

    @Test
    void onTheSameMachineTheRatioIsThatOfTheMeans() {
        double[] before = {100, 102, 98};
        double[] head = {110, 111, 112};
        BaselineComparison comparison = compare(THEN, Machines.time(before), Machines.time(head));
        assertThat(comparison.isVoid()).isFalse();
        assertThat(comparison.slower()).isCloseTo(1, within(1e-12));
        assertThat(comparison.kernels())
                .extracting(BaselineComparison.Kernel::name)
                .containsExactly("cas", "cacheMiss", "handOver");
        Interval ratio = only(comparison).ratio(0.95);
        Interval expected = ForkStatistics.ratioOfMeans(head, before);
        assertThat(ratio.estimate()).isCloseTo(1.11, within(1e-9));
        assertThat(ratio.low()).isCloseTo(expected.low(), within(1e-12));
        assertThat(ratio.high()).isCloseTo(expected.high(), within(1e-12));
        assertThat(only(comparison).worsening(0.95)).isEqualTo(ratio);
        assertThat(comparison.missing()).isEmpty();
    }

    @Test
    void aSlowerMachineIsTakenOut() {
        // 1.04, 1.06, 1.09 times slower.
        TimedBaseline.Calibration now = Machines.calibration(104, 1060, 10900);
        BaselineComparison time = compare(now, Machines.time(100, 100), Machines.time(110, 110));
        assertThat(time.slower()).isCloseTo(Math.cbrt(1.04 * 1.06 * 1.09), within(1e-12));
        assertThat(time.kernels().get(1).ratio()).isCloseTo(1.06, within(1e-12));
        assertThat(time.kernels().get(1).before()).isEqualTo(1000);
        assertThat(time.kernels().get(1).after()).isEqualTo(1060);
        assertThat(only(time).slower()).isEqualTo(time.slower());
        assertThat(only(time).least()).isCloseTo(1.04, within(1e-12));
        assertThat(only(time).most()).isCloseTo(1.09, within(1e-12));
    }

    @Test
    void aBurstOfNoiseInOneForkOfAKernelIsNoDrift() {
        TimedBaseline.Calibration burst = new TimedBaseline.Calibration(
                List.of(100.0, 100.0, 900.0, 100.0, 100.0, 101.0, 99.0, 100.0),
                List.of(1000.0, 1000.0),
                List.of(10000.0, 10000.0));
        assertThat(between(THEN, burst).reasons()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 100 100 100 100 100 100 109|",
                "100 100 100 112 112 100 100 100|100 ns at its start, 112 ns in its middle, 100 ns at its end",
                "112 112 112 100 100 100 100 100|112 ns at its start, 100 ns in its middle, 100 ns at its end",
                "100 100 100 100 100 112 112 112|100 ns at its start, 100 ns in its middle, 112 ns at its end",
                "96 96 96 100 100 106 106 106|96 ns at its start, 100 ns in its middle, 106 ns at its end",
                "100 100 120|100 ns at its start, 100 ns in its middle, 120 ns at its end",
                "100 112 112 100|100 ns at its start, 112 ns in its middle, 100 ns at its end",
                "100 120|"
            })
    void aKernelThatDriftsWithinTheRunVoidsIt(String times, @Nullable String drift) {
        List<Double> cas =
                Arrays.stream(times.split(" ", -1)).map(Double::valueOf).toList();
        TimedBaseline.Calibration drifting =
                new TimedBaseline.Calibration(cas, List.of(1000.0, 1000.0), List.of(10000.0, 10000.0));
        List<String> reasons = BaselineComparison.drift(drifting);
        if (drift == null) {
            assertThat(reasons).isEmpty();
            return;
        }
        assertThat(reasons)
                .containsExactly(
                        "calibration kernel cas drifted within the run: " + drift + ", the limit is a factor of 1.10");
        assertThat(between(THEN, drifting).reasons()).containsAll(reasons);
        assertThat(between(THEN, drifting).isVoid()).isTrue();
        assertThat(between(drifting, THEN).reasons())
                .as("a stored run was looked at when it was accepted")
                .doesNotContainAnyElementsOf(reasons);
    }

    @ParameterizedTest
    @CsvSource({
        "100,1000,10000,true",
        "109,1090,10900,true",
        "109,1000,10000,true",
        "111,1110,11100,false",
        "92,920,9200,true",
        "90.5,905,9050,false",
        "104,960,10000,true",
        "106,950,10000,false",
        "100,950,10600,false"
    })
    void driftAndDisagreementOfTheKernelsVoidTheRun(double cas, double cacheMiss, double handOver, boolean holds) {
        BaselineComparison comparison =
                compare(Machines.calibration(cas, cacheMiss, handOver), Machines.time(100), Machines.time(100));
        assertThat(comparison.isVoid()).isNotEqualTo(holds);
        assertThat(comparison.rows().isEmpty()).isNotEqualTo(holds);
        assertThat(BaselineComparison.LIMIT).isEqualTo(0.10);
    }

    @Test
    void theLimitItselfHolds() {
        TimedBaseline.Calibration hundred = kernels(100, 100, 100);
        assertThat(between(hundred, kernels(110, 110, 110)).reasons()).isEmpty();
        assertThat(between(kernels(110, 110, 110), hundred).reasons()).isEmpty();
        assertThat(between(hundred, kernels(110, 100, 100)).reasons()).isEmpty();
        assertThat(between(hundred, kernels(110.1, 110.1, 110.1)).reasons())
                .containsExactly(
                        "calibration kernel cas takes 1.10 times what it took, the limit is a factor of 1.10",
                        "calibration kernel cacheMiss takes 1.10 times what it took, the limit is a factor of 1.10",
                        "calibration kernel handOver takes 1.10 times what it took, the limit is a factor of 1.10");
    }

    @Test
    void theReasonNamesTheKernels() {
        assertThat(between(kernels(100, 100, 100), kernels(100, 125, 100)).reasons())
                .containsExactly(
                        "calibration kernel cacheMiss takes 1.25 times what it took, the limit is a factor of 1.10",
                        "calibration kernels cacheMiss and cas drifted apart by a factor of 1.25, the limit is 1.10");
        assertThat(between(kernels(100, 100, 100), kernels(80, 100, 100)).reasons())
                .containsExactly(
                        "calibration kernel cas takes 0.800 times what it took, the limit is a factor of 1.10",
                        "calibration kernels cacheMiss and cas drifted apart by a factor of 1.25, the limit is 1.10");
        assertThat(between(kernels(100, 100, 100), kernels(108, 100, 96)).reasons())
                .containsExactly(
                        "calibration kernels cas and handOver drifted apart by a factor of 1.13, the limit is 1.10");
    }

    @Test
    void anotherMachineIsVoidAndSaysInWhatItDiffers() {
        OperatingSystem s = Machines.SYSTEM;
        Fingerprint other = Machines.of(new OperatingSystem("Linux", "6.12.1", s.preemption(), s.commandLine()));
        BaselineComparison comparison = BaselineComparison.of(
                Machines.baseline(other, THEN, Map.of("k", Machines.time(1))),
                Machines.baseline(HERE, THEN, Map.of("k", Machines.time(1))));
        assertThat(comparison.reasons())
                .containsExactly("the baseline is of another machine: kernel: 6.12 against 6.18");
        assertThat(comparison.rows()).isEmpty();
    }

    @Test
    void rowsThatAreNotInBothAreNamed() {
        TimedBaseline stored = Machines.baseline(
                HERE,
                THEN,
                Map.of(
                        "both", Machines.time(1),
                        "gone", Machines.time(1),
                        "unit", Machines.row("us/op", Direction.SMALLER_IS_BETTER, Scaling.TIME, 1),
                        "direction", Machines.row("ns/op", Direction.GREATER_IS_BETTER, Scaling.TIME, 1),
                        "scaling", Machines.row("ns/op", Direction.SMALLER_IS_BETTER, Scaling.NONE, 1)));
        TimedBaseline head = Machines.baseline(
                HERE,
                THEN,
                Map.of(
                        "both", Machines.time(1),
                        "new", Machines.time(1),
                        "unit", Machines.time(1),
                        "direction", Machines.time(1),
                        "scaling", Machines.time(1)));
        BaselineComparison comparison = BaselineComparison.of(stored, head);
        assertThat(comparison.rows().keySet()).containsExactly("both");
        assertThat(comparison.missing())
                .containsExactly(
                        "direction has another unit, direction or scaling in the baseline",
                        "new is not in the baseline",
                        "scaling has another unit, direction or scaling in the baseline",
                        "unit has another unit, direction or scaling in the baseline",
                        "gone is in the baseline only");
    }

    @Test
    void aRowWithoutPositiveValuesHasNoRatio() {
        BaselineComparison comparison = compare(
                THEN,
                Machines.row("count", Direction.SMALLER_IS_BETTER, Scaling.NONE, 0, 0),
                Machines.row("count", Direction.SMALLER_IS_BETTER, Scaling.NONE, 1, 1));
        assertThat(only(comparison).ratio(0.95).hasEstimate()).isFalse();
    }

    private static ComparedRow only(BaselineComparison comparison) {
        assertThat(comparison.rows()).containsOnlyKeys("k");
        return comparison.rows().values().iterator().next();
    }

    private static TimedBaseline.Calibration kernels(double cas, double cacheMiss, double handOver) {
        return new TimedBaseline.Calibration(List.of(cas), List.of(cacheMiss), List.of(handOver));
    }

    private static BaselineComparison between(TimedBaseline.Calibration then, TimedBaseline.Calibration now) {
        return BaselineComparison.of(
                Machines.baseline(HERE, then, Map.of("k", Machines.time(1))),
                Machines.baseline(HERE, now, Map.of("k", Machines.time(1))));
    }
}
