package dev.spinlab.results.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.stat.Interval;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The arithmetic behind the curves, bins and the front. */
class DistributionsTest {
    @Test
    void exceedanceAndPercentilesTellTheSame() {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(100, 990);
        histogram.recordValueWithCount(1_000_000, 10);
        Curve percentiles = Tail.percentiles("b", histogram, 0);
        assertThat(percentiles.line().get(0).y()).isEqualTo(100);
        Point worst = percentiles.line().get(percentiles.line().size() - 1);
        assertThat(worst.x()).isEqualTo(1000);
        assertThat(worst.y()).isCloseTo(1e6, within(1e3));
        Curve half = Tail.exceedance("b", histogram, 0.5, 0);
        assertThat(half.line().get(0).y()).isEqualTo(0.5);
        Point rarest = half.line().get(half.line().size() - 1);
        assertThat(rarest.x()).isEqualTo(worst.y());
        assertThat(rarest.y()).isCloseTo(0.0005, within(1e-12));
        assertThat(rarest.title()).isEqualTo("b: 0.050 % take longer than 1 ms");
    }

    @Test
    void ninesHaveAsManyDigitsAsTheyNeed() {
        assertThat(Tail.nines(1)).isEqualTo("0 %");
        assertThat(Tail.nines(2)).isEqualTo("50 %");
        assertThat(Tail.nines(1000)).isEqualTo("99.9 %");
        assertThat(Tail.nines(1e6)).isEqualTo("99.9999 %");
        assertThat(Tail.nines(Math.pow(10, 2.25))).isEqualTo("99.44 %");
    }

    @Test
    void aTimeOnABinsEdgeBelongsToTheBinBelow() {
        assertThat(RecoveryBins.bin(1e6)).isZero();
        assertThat(RecoveryBins.bin(1e6 + 1)).isEqualTo(1);
        assertThat(RecoveryBins.bin(12e6)).isEqualTo(10);
        assertThat(RecoveryBins.bin(250.9e6)).isEqualTo(24);
        assertThat(RecoveryBins.bin(2e9)).isEqualTo(25);
        assertThat(RecoveryBins.labels()).hasSize(26).startsWith("1", "2").endsWith("250", "1000", "more");
        assertThat(RecoveryBins.inWords(25)).isEqualTo("more than 1000 ms");
    }

    @Test
    void theOutlineOfAHistogramAddsUpToAll() {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(1_000, 30);
        histogram.recordValueWithCount(9_000, 10);
        Curve outline = TimeHistogram.outline("b", histogram);
        assertThat(outline.marks().stream().mapToDouble(Point::y).sum()).isCloseTo(100, within(1e-9));
        assertThat(outline.marks()).hasSize(2);
        assertThat(outline.marks().get(0).title()).isEqualTo("b, 1 µs to 1.58 µs: 75.0 % of 40");
        assertThat(outline.line().get(0).y()).isZero();
    }

    @Test
    void theFrontHoldsWhomNobodyBeatsInAllThree() {
        ParetoChart.Choice fast = choice("fast", 10, 5000, 0.5);
        ParetoChart.Choice sure = choice("sure", 6, 900, 0);
        ParetoChart.Choice beaten = choice("beaten", 5, 900, 0);
        ParetoChart.Choice twin = choice("twin", 6, 900, 0);
        assertThat(ParetoChart.front(List.of(fast, sure, beaten, twin))).containsExactly(fast, sure, twin);
        assertThat(sure.beats(beaten)).isTrue();
        assertThat(sure.beats(twin)).isFalse();
    }

    @Test
    void sharesOnAnAxisHaveNoNeedlessDigits() {
        assertThat(AxisFormats.share(1)).isEqualTo("100 %");
        assertThat(AxisFormats.share(0.1)).isEqualTo("10 %");
        assertThat(AxisFormats.share(1e-5)).isEqualTo("0.001 %");
    }

    private static ParetoChart.Choice choice(String backend, double goodput, double tail, double refused) {
        return new ParetoChart.Choice(
                backend, Interval.pointOnly(goodput, 0.95, 1), tail, Interval.pointOnly(refused, 0.95, 1));
    }
}
