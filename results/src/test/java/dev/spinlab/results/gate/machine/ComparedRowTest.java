package dev.spinlab.results.gate.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.stat.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparedRowTest {
    private static final double SLOWER = 1.06;
    private static final double LEAST = 1.04;
    private static final double MOST = 1.09;

    private static ComparedRow row(TimedBaseline.Row before, TimedBaseline.Row after) {
        return new ComparedRow(before, after, SLOWER, LEAST, MOST);
    }

    private static TimedBaseline.Row rate(double... forks) {
        return Machines.row("ops/s", Direction.GREATER_IS_BETTER, Scaling.RATE, forks);
    }

    private static TimedBaseline.Row share(double... forks) {
        return Machines.row("share", Direction.SMALLER_IS_BETTER, Scaling.NONE, forks);
    }

    @Test
    void aTimeIsDividedByHowMuchSlowerTheMachineIs() {
        Interval ratio = row(Machines.time(100, 100), Machines.time(110, 110)).ratio(0.9);
        assertThat(ratio.estimate()).isCloseTo(1.1 / SLOWER, within(1e-12));
        assertThat(ratio.low()).isCloseTo(1.1 / MOST, within(1e-12));
        assertThat(ratio.high()).isCloseTo(1.1 / LEAST, within(1e-12));
        assertThat(ratio.level()).isEqualTo(0.9);
        assertThat(ratio.n()).isEqualTo(2);
    }

    @Test
    void aRateIsMultipliedByIt() {
        Interval ratio = row(rate(100, 100), rate(90, 90)).ratio(0.9);
        assertThat(ratio.estimate()).isCloseTo(0.9 * SLOWER, within(1e-12));
        assertThat(ratio.low()).isCloseTo(0.9 * LEAST, within(1e-12));
        assertThat(ratio.high()).isCloseTo(0.9 * MOST, within(1e-12));
    }

    @Test
    void aShareDoesNotFollowTheMachine() {
        Interval ratio = row(share(0.2, 0.2), share(0.3, 0.3)).ratio(0.9);
        assertThat(ratio.estimate()).isCloseTo(1.5, within(1e-12));
        assertThat(ratio.low()).isCloseTo(1.5, within(1e-12));
        assertThat(ratio.high()).isCloseTo(1.5, within(1e-12));
        assertThat(row(share(0.2), share(0.3)).ratio(0.9).hasLimits()).isFalse();
    }

    @Test
    void aDropOfThroughputIsWorseAndARiseIsBetter() {
        ComparedRow drop = new ComparedRow(rate(100, 102, 98), rate(80, 81, 79), 1, 1, 1);
        assertThat(drop.ratio(0.9).estimate()).isCloseTo(0.8, within(1e-12));
        assertThat(drop.worsening(0.9).estimate()).isCloseTo(1.25, within(1e-12));
        assertThat(drop.worsening(0.9).low()).isEqualTo(1 / drop.ratio(0.9).high());
        assertThat(drop.worsening(0.9).high()).isEqualTo(1 / drop.ratio(0.9).low());
        assertThat(drop.pAbove(0)).isLessThan(0.001);
        assertThat(drop.pBelow(0)).isGreaterThan(0.999);
        ComparedRow rise = new ComparedRow(rate(80, 81, 79), rate(100, 102, 98), 1, 1, 1);
        assertThat(rise.pAbove(0)).isGreaterThan(0.999);
        assertThat(rise.pBelow(0)).isLessThan(0.001);
    }

    /** What a slower machine explains is no worsening: the same row is one if no kernel slowed down. */
    @Test
    void evidenceMustStandWhicheverKernelTheRowFollows() {
        TimedBaseline.Row before = Machines.time(100, 100.2, 99.8);
        TimedBaseline.Row after = Machines.time(107, 107.2, 106.8);
        assertThat(new ComparedRow(before, after, 1, 1, 1).pAbove(0)).isLessThan(0.001);
        assertThat(row(before, after).pAbove(0)).isGreaterThan(0.5);
        assertThat(row(before, after).pBelow(0)).isGreaterThan(0.5);
        assertThat(new ComparedRow(before, after, 1.07, 1.07, 1.07).pWithin(0.02))
                .isLessThan(0.001);
        assertThat(row(before, after).pWithin(0.02)).isGreaterThan(0.5);
        assertThat(row(before, after).pWithin(0.05)).isLessThan(0.001);
    }

    /** The limits of the interval at 1 - 2 alpha are where the one-sided tests give alpha. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void theIntervalIsThatOfTheTests(boolean time) {
        ComparedRow row = time
                ? row(Machines.time(100, 104, 98, 101), Machines.time(110, 108, 112))
                : row(rate(100, 104, 98, 101), rate(110, 108, 112));
        Interval worsening = row.worsening(0.9);
        assertThat(row.pAbove(Math.log(worsening.low()))).isCloseTo(0.05, within(1e-9));
        assertThat(row.pBelow(Math.log(worsening.high()))).isCloseTo(0.05, within(1e-9));
        double margin = Math.max(Math.log(worsening.high()), -Math.log(worsening.low()));
        assertThat(row.pWithin(margin)).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void scalingAndDirectionComeFromTheMetric() {
        assertThat(Scaling.of(Metric.CPU)).isEqualTo(Scaling.TIME);
        assertThat(Scaling.of(Metric.WALL)).isEqualTo(Scaling.TIME);
        assertThat(Scaling.of(Metric.P99)).isEqualTo(Scaling.TIME);
        assertThat(Scaling.of(Metric.GOODPUT)).isEqualTo(Scaling.RATE);
        assertThat(Scaling.of(Metric.FAILED_CALLS)).isEqualTo(Scaling.NONE);
        assertThat(Scaling.of(Metric.VIOLATIONS)).isEqualTo(Scaling.NONE);
        assertThat(Scaling.of(Metric.BACKLOG)).isEqualTo(Scaling.NONE);
    }
}
