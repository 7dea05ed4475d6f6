package dev.spinlab.results.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.TTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatioTestTest {
    private static final double[] A = {110, 108, 112, 113, 109};
    private static final double[] B = {100, 104, 98};

    private static double reference(AlternativeHypothesis alternative, double value) {
        double a = StatUtils.mean(A);
        double b = StatUtils.mean(B);
        return TTest.withDefaults()
                .with(alternative)
                .withMu(value)
                .test(
                        Math.log(a),
                        StatUtils.variance(A) / (a * a),
                        A.length,
                        Math.log(b),
                        StatUtils.variance(B) / (b * b),
                        B.length)
                .getPValue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 0, 0.05, 0.0834, 0.2})
    void agreesWithWelchOfTheLibrary(double value) {
        RatioTest test = RatioTest.of(A, B);
        assertThat(test.pAbove(value)).isCloseTo(reference(AlternativeHypothesis.GREATER_THAN, value), within(1e-9));
        assertThat(test.pBelow(value)).isCloseTo(reference(AlternativeHypothesis.LESS_THAN, value), within(1e-9));
        assertThat(test.pAbove(value) + test.pBelow(value)).isCloseTo(1, within(1e-12));
    }

    @Test
    void theIntervalIsThatOfTheTests() {
        RatioTest test = RatioTest.of(A, B);
        Interval ratio = test.ratio(0.9);
        assertThat(ratio.level()).isEqualTo(0.9);
        assertThat(ratio.n()).isEqualTo(3);
        assertThat(test.pAbove(Math.log(ratio.low()))).isCloseTo(0.05, within(1e-9));
        assertThat(test.pBelow(Math.log(ratio.high()))).isCloseTo(0.05, within(1e-9));
        assertThat(test.ratio(0.95)).isEqualTo(ForkStatistics.ratioOfMeans(A, B));
    }

    @Test
    void withoutNoiseThatIsKnownThereIsNoEvidence() {
        for (RatioTest test : new RatioTest[] {
            RatioTest.of(new double[] {9, 9}, new double[] {3, 3}),
            RatioTest.of(new double[] {9}, new double[] {3, 4}),
            RatioTest.of(new double[] {9, 8}, new double[] {3}),
            RatioTest.of(new double[] {9, 8}, new double[] {0, 0}),
            RatioTest.of(new double[] {}, new double[] {3, 4})
        }) {
            assertThat(test.pAbove(0)).isEqualTo(1);
            assertThat(test.pBelow(0)).isEqualTo(1);
        }
    }

    @Test
    void valuesThatAreMissingAreLeftOut() {
        RatioTest test = RatioTest.of(new double[] {Double.NaN, 110, 108, 112, 113, 109}, B);
        assertThat(test.pAbove(0.05)).isEqualTo(RatioTest.of(A, B).pAbove(0.05));
    }
}
