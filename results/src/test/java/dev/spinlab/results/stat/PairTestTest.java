package dev.spinlab.results.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.stat.PairTest.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PairTestTest {
    private static final double[] TEN = {0.031, -0.012, 0.054, 0.08, 0.022, 0.047, -0.003, 0.065, 0.015, 0.29};

    @ParameterizedTest
    @CsvSource({ // scipy 1.17: ttest_1samp; Yuen's formulas in numpy; wilcoxon(method="exact")
        "T, 0.0589, 0.029579833895338428, 0.08309435114207252, 1.0089311900354805, 1.1150602698771637",
        "YUEN, 0.039, 0.011711441385469435, 0.0019851839186842126, 1.0147137343460058, 1.0654459697117222",
        "SIGNED_RANK, 0.039, 0.0048828125, 0.0419921875, 1.0176540221507617, 1.0832870676749586"
    })
    void agreesWithScipy(Method method, double estimate, double above, double below, double low, double high) {
        PairTest test = PairTest.of(method, TEN);
        assertThat(test.estimate()).isCloseTo(estimate, within(1e-12));
        assertThat(test.pAbove(0)).isCloseTo(above, within(1e-9));
        assertThat(test.pBelow(0.1)).isCloseTo(below, within(1e-9));
        assertThat(test.pWithin(0.1)).isCloseTo(below, within(1e-9));
        Interval ratio = test.ratio(0.9);
        assertThat(ratio.estimate()).isCloseTo(Math.exp(estimate), within(1e-12));
        assertThat(ratio.low()).isCloseTo(low, within(1e-9));
        assertThat(ratio.high()).isCloseTo(high, within(1e-9));
        assertThat(ratio.level()).isEqualTo(0.9);
        assertThat(ratio.n()).isEqualTo(10);
    }

    @Test
    void theSignedRankIntervalAtAnotherLevel() {
        Interval ratio = PairTest.of(Method.SIGNED_RANK, TEN).ratio(0.95);
        assertThat(ratio.low()).isCloseTo(1.0140984589384923, within(1e-9));
        assertThat(ratio.high()).isCloseTo(1.1543068108071077, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void theMirrorImageHasMirroredResults(Method method) {
        double[] mirrored = new double[TEN.length];
        for (int i = 0; i < TEN.length; i++) {
            mirrored[i] = -TEN[i];
        }
        PairTest test = PairTest.of(method, TEN);
        PairTest mirror = PairTest.of(method, mirrored);
        assertThat(mirror.estimate()).isCloseTo(-test.estimate(), within(1e-15));
        assertThat(mirror.pBelow(0)).isCloseTo(test.pAbove(0), within(1e-12));
        assertThat(mirror.pWithin(0.1)).isCloseTo(test.pWithin(0.1), within(1e-12));
        assertThat(mirror.ratio(0.9).high()).isCloseTo(1 / test.ratio(0.9).low(), within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void theIntervalLiesWithinTheMarginIfAndOnlyIfTheTwoTestsSayIt(Method method) {
        PairTest test = PairTest.of(method, TEN);
        Interval ratio = test.ratio(0.9);
        double edge = Math.log(ratio.high());
        assertThat(test.pWithin(edge + 1e-6)).isLessThanOrEqualTo(0.05);
        assertThat(test.pWithin(edge - 1e-6)).isGreaterThan(0.05);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void tooFewBlocksOrNoSpreadTellNothing(Method method) {
        for (double[] blocks : new double[][] {{}, {0.3}, {0.1, 0.1, 0.1}, {0.2, 0.2}}) {
            PairTest test = PairTest.of(method, blocks);
            assertThat(test.pAbove(-1)).isEqualTo(1);
            assertThat(test.pBelow(1)).isEqualTo(1);
            assertThat(test.pWithin(1)).isEqualTo(1);
            assertThat(test.ratio(0.9).hasLimits()).isFalse();
            assertThat(test.ratio(0.9).n()).isEqualTo(blocks.length);
        }
        assertThat(PairTest.of(method).estimate()).isNaN();
        assertThat(PairTest.of(method, 0.3).estimate()).isEqualTo(0.3);
    }

    @Test
    void theTrimmedMeanIgnoresOneFifthAtEachEndFromFiveBlocksOn() {
        double[] four = {0, 1, 2, 9};
        assertThat(PairTest.of(Method.YUEN, four).estimate()).isEqualTo(3);
        assertThat(PairTest.of(Method.YUEN, four).pAbove(0))
                .isEqualTo(PairTest.of(Method.T, four).pAbove(0));
        assertThat(PairTest.of(Method.YUEN, 0, 1, 2, 3, 99).estimate()).isEqualTo(2);
        // All that is left after trimming is alike.
        assertThat(PairTest.of(Method.YUEN, 0, 1, 1, 1, 9).pAbove(0)).isEqualTo(1);
    }

    @Test
    void signedRanksNeedFiveBlocksForAnIntervalAtNinetyPercent() {
        assertThat(PairTest.of(Method.SIGNED_RANK, 0.1, 0.21, 0.33, 0.47)
                        .ratio(0.9)
                        .hasLimits())
                .isFalse();
        double[] five = {0.1, 0.21, 0.33, 0.47, 0.64};
        Interval ratio = PairTest.of(Method.SIGNED_RANK, five).ratio(0.9);
        assertThat(ratio.low()).isCloseTo(Math.exp(0.1), within(1e-12));
        assertThat(ratio.high()).isCloseTo(Math.exp(0.64), within(1e-12));
        assertThat(PairTest.of(Method.SIGNED_RANK, five).pAbove(0)).isEqualTo(1 / 32.0);
    }

    @Test
    void theOrderDoesNotMatterAndTheInputIsLeftAlone() {
        double[] blocks = {3, 1, 2};
        assertThat(PairTest.of(Method.T, blocks).pAbove(0))
                .isEqualTo(PairTest.of(Method.T, 1, 2, 3).pAbove(0));
        assertThat(blocks).containsExactly(3, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity"})
    void whatIsNoNumberIsRejected(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairTest.of(Method.T, 1, value))
                .withMessage("not the value of a pair: " + value);
    }
}
