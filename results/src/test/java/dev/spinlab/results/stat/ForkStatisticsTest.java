package dev.spinlab.results.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForkStatisticsTest {
    /** Student's t, two-sided 95 %, from the usual printed tables. */
    private static final double T1 = 12.706;

    private static final double T2 = 4.303;
    private static final double T4 = 2.776;
    private static final double T9 = 2.262;

    @Test
    void meanOfTwoToTenForksHasTheTabulatedQuantile() {
        // s = 1 for {1, 2, 3}; s = sqrt(2.5) for 1..5; s = sqrt(0.5) for {1, 2}; s² = 55/6 for 1..10.
        assertHalfWidth(T1 * Math.sqrt(0.5 / 2), 1, 2);
        assertHalfWidth(T2 / Math.sqrt(3), 1, 2, 3);
        assertHalfWidth(T4 * Math.sqrt(2.5 / 5), 1, 2, 3, 4, 5);
        assertHalfWidth(T9 * Math.sqrt(55.0 / 6 / 10), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    private static void assertHalfWidth(double expected, double... sample) {
        Interval interval = ForkStatistics.mean(sample);
        double mean = (1 + sample.length) / 2.0;
        assertThat(interval.estimate()).isEqualTo(mean);
        assertThat(interval.high() - mean).isCloseTo(expected, within(expected * 3e-4));
        assertThat(mean - interval.low()).isCloseTo(expected, within(expected * 3e-4));
        assertThat(interval.n()).isEqualTo(sample.length);
        assertThat(interval.level()).isEqualTo(0.95);
    }

    @Test
    void oneForkGivesNoInterval() {
        Interval interval = ForkStatistics.mean(7);
        assertThat(interval.estimate()).isEqualTo(7);
        assertThat(interval.hasLimits()).isFalse();
        assertThat(interval.relativeHalfWidth()).isNaN();
        assertThat(interval.times(2).hasLimits()).isFalse();
        assertThat(interval.within(0, 1).hasLimits()).isFalse();
    }

    /** The order statistics that printed tables of the sign test give for 95 %. */
    @Test
    void theMedianLiesBetweenTheTabulatedOrderStatistics() {
        assertMedian(3.5, 1, 6, 6);
        assertMedian(4.5, 1, 8, 8);
        assertMedian(5, 2, 8, 9);
        assertMedian(5.5, 2, 9, 10);
        assertMedian(10.5, 6, 15, 20);
        assertMedian(13, 8, 18, 25);
    }

    private static void assertMedian(double median, double low, double high, int n) {
        double[] sample = new double[n];
        for (int i = 0; i < n; i++) {
            sample[i] = n - i;
        }
        double[] before = sample.clone();
        assertThat(ForkStatistics.median(sample)).isEqualTo(new Interval(median, low, high, 0.95, n));
        assertThat(sample).isEqualTo(before);
    }

    @Test
    void fewerThanSixForksDoNotEncloseTheMedian() {
        assertThat(ForkStatistics.median(5, 1, 2, 9, 3).estimate()).isEqualTo(3);
        assertThat(ForkStatistics.median(5, 1, 2, 9, 3).hasLimits()).isFalse();
        assertThat(ForkStatistics.median(5, 1, 2, 9, 3).n()).isEqualTo(5);
        assertThat(ForkStatistics.median(4, Double.NaN, 8)).satisfies(median -> {
            assertThat(median.estimate()).isEqualTo(6);
            assertThat(median.n()).isEqualTo(2);
        });
        assertThat(ForkStatistics.median().hasEstimate()).isFalse();
        assertThat(ForkStatistics.median(Double.NaN).n()).isZero();
    }

    @Test
    void nothingGivesNoEstimate() {
        assertThat(ForkStatistics.mean().hasEstimate()).isFalse();
        assertThat(ForkStatistics.mean(Double.NaN).hasEstimate()).isFalse();
        assertThat(ForkStatistics.ratioOfMeans(new double[0], new double[] {1}).hasEstimate())
                .isFalse();
    }

    @Test
    void forksWithoutAValueAreLeftOut() {
        assertThat(ForkStatistics.mean(1, Double.NaN, 2, 3)).isEqualTo(ForkStatistics.mean(1, 2, 3));
    }

    @Test
    void ratioOfSumsWeighsIterationsByTheirDenominator() {
        double[] ratios = ForkStatistics.ratiosOfSums(
                List.of(List.of(1.0, 90.0), List.of(), List.of(5.0)),
                List.of(List.of(10.0, 100.0), List.of(4.0, 4.0), List.of()));
        assertThat(ratios[0]).isCloseTo(91.0 / 110, within(1e-15));
        assertThat(ratios[1]).isZero();
        assertThat(ratios[2]).isNaN();
    }

    @Test
    void ratioOfSumsNeedsAsManyForksOnBothSides() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForkStatistics.ratiosOfSums(List.of(List.of(1.0)), List.of()))
                .withMessageContaining("1 forks of numerators, 0 of denominators");
    }

    @Test
    void ratioOfMeansOfEqualSpreadHasPooledFreedom() {
        // Equal relative variances and sizes: Welch's freedom is 2 (n - 1) = 4, and t(4) = 2.776.
        Interval ratio = ForkStatistics.ratioOfMeans(new double[] {18, 20, 22}, new double[] {9, 10, 11});
        double deviation = Math.sqrt(2 * (0.1 * 0.1) / 3);
        assertThat(ratio.estimate()).isEqualTo(2);
        assertThat(Math.log(ratio.high() / 2)).isCloseTo(T4 * deviation, within(1e-4));
        assertThat(Math.log(2 / ratio.low())).isCloseTo(T4 * deviation, within(1e-4));
    }

    @Test
    void ratioOfMeansWithOneExactSideHasThatOfTheOther() {
        // All variance on one side: the freedom is n - 1 = 2 of that side, and t(2) = 4.303.
        Interval ratio = ForkStatistics.ratioOfMeans(new double[] {9, 10, 11}, new double[] {5, 5, 5, 5});
        assertThat(Math.log(ratio.high() / 2)).isCloseTo(T2 * 0.1 / Math.sqrt(3), within(1e-4));
        assertThat(ratio.n()).isEqualTo(3);
    }

    @Test
    void ratioOfOneForkHasNoInterval() {
        Interval ratio = ForkStatistics.ratioOfMeans(new double[] {6}, new double[] {3, 3});
        assertThat(ratio.estimate()).isEqualTo(2);
        assertThat(ratio.hasLimits()).isFalse();
    }

    @Test
    void ratioToNothingIsUnknown() {
        assertThat(ForkStatistics.ratioOfMeans(new double[] {1, 2}, new double[] {0, 0})
                        .hasEstimate())
                .isFalse();
    }

    @Test
    void ratioOfExactValuesIsExact() {
        Interval ratio = ForkStatistics.ratioOfMeans(new double[] {6, 6}, new double[] {3, 3});
        assertThat(ratio.low()).isEqualTo(2);
        assertThat(ratio.high()).isEqualTo(2);
    }

    @Test
    void boundsCutTheLimitsOnly() {
        Interval cut = new Interval(0.9, 0.7, 1.1, 0.95, 3).within(0, 1);
        assertThat(cut).isEqualTo(new Interval(0.9, 0.7, 1, 0.95, 3));
        assertThat(new Interval(10, 8, 13, 0.95, 3).relativeHalfWidth()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void aMeanOfZeroHasNoRatio() {
        double[] zero = {0, 0};
        double[] some = {1, 2};
        assertThat(ForkStatistics.ratioOfMeans(zero, some).hasEstimate()).isFalse();
        assertThat(ForkStatistics.ratioOfMeans(some, zero).hasEstimate()).isFalse();
    }

    @Test
    void anIntervalInAnotherUnitIsScaledAsAWhole() {
        assertThat(new Interval(4, 2, 10, 0.9, 3).times(0.5)).isEqualTo(new Interval(2, 1, 5, 0.9, 3));
        assertThat(new Interval(4, 2, 10, 0.9, 3).times(3)).isEqualTo(new Interval(12, 6, 30, 0.9, 3));
    }
}
