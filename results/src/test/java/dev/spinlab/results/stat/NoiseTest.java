package dev.spinlab.results.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.stat.PairTest.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseTest {
    private static final List<double[]> UNLIKE = List.of(
            new double[] {0.031, -0.012, 0.054, 0.08},
            new double[] {0.5, -0.7, 0.2, 0.1, 0.9, -0.3},
            new double[] {0.01, 0.012, 0.009, 0.013, 0.011},
            new double[] {0.2, 0.1, -0.05},
            new double[] {0.03, 0.02, 0.09, -0.04, 0.06, 0.01, 0.05});
    private static final List<double[]> ALIKE =
            List.of(new double[] {0.01, 0.03, 0.02, 0.04}, new double[] {0.02, 0.05, 0.03, 0.01}, new double[] {
                0.03, 0.06, 0.05, 0.02
            });

    @Test
    void rowsThatDifferTellLittleOfEachOther() {
        Noise noise = Noise.of(UNLIKE);
        assertThat(noise.variance()).isCloseTo(0.00013689018631398873, within(1e-9));
        assertThat(noise.freedom()).isCloseTo(0.5016269737404286, within(1e-6));
        assertThat(noise.most()).as("of what is left after trimming").isEqualTo(14);
    }

    @ParameterizedTest
    @CsvSource({ // Smyth's and Yuen's formulas in numpy and scipy 1.17; the second row is trimmed
        "0, 0.03825, 0.05661872210467465, 0.016851806784486664, 0.9978195764926221, 1.0818611057238035",
        "4, 0.034, 0.018617159131877538, 0.0016486525301505173, 1.010046560112754, 1.059718780052364"
    })
    void aRowIsTestedWithItsModeratedVariance(
            int row, double estimate, double above, double below, double low, double high) {
        PairTest test = PairTest.of(Method.MODERATED_YUEN, Noise.of(UNLIKE), UNLIKE.get(row));
        assertThat(test.estimate()).isCloseTo(estimate, within(1e-12));
        assertThat(test.pAbove(0)).isCloseTo(above, within(1e-6));
        assertThat(test.pBelow(0.1)).isCloseTo(below, within(1e-6));
        assertThat(test.ratio(0.9).low()).isCloseTo(low, within(1e-6));
        assertThat(test.ratio(0.9).high()).isCloseTo(high, within(1e-6));
    }

    @Test
    void rowsThatDifferByChanceOnlyShareOneVariance() {
        Noise noise = Noise.of(ALIKE);
        assertThat(noise.freedom()).as("its bound").isEqualTo(8);
        assertThat(noise.variance()).isCloseTo(0.00036597264861500106, within(1e-10));
        PairTest test = PairTest.of(Method.MODERATED_YUEN, noise, ALIKE.get(0));
        assertThat(test.pAbove(0))
                .as("nine degrees of freedom, those of all rows")
                .isCloseTo(0.0098221063351737, within(1e-8));
        assertThat(test.pAbove(0))
                .isLessThan(PairTest.of(Method.T, ALIKE.get(0)).pAbove(0));
    }

    @Test
    void theFreedomOfManyRowsIsFoundAgain() {
        RandomGenerator random = new Well19937c(7);
        List<double[]> rows = new ArrayList<>();
        double freedom = 6;
        for (int i = 0; i < 4_000; i++) {
            double squares = 0;
            for (int k = 0; k < freedom; k++) {
                squares += Math.pow(random.nextGaussian(), 2);
            }
            double deviation = 0.05 * Math.sqrt(freedom / squares);
            double[] row = new double[4]; // too few to trim
            for (int k = 0; k < row.length; k++) {
                row[k] = deviation * random.nextGaussian();
            }
            rows.add(row);
        }
        Noise noise = Noise.of(rows);
        assertThat(noise.freedom()).isBetween(5.0, 7.0);
        assertThat(Math.sqrt(noise.variance())).isBetween(0.048, 0.052);
    }

    @Test
    void theOtherMethodsDoNotHeedIt() {
        Noise noise = Noise.of(ALIKE);
        for (Method method : List.of(Method.T, Method.YUEN, Method.SIGNED_RANK)) {
            assertThat(PairTest.of(method, noise, ALIKE.get(0)).pAbove(0))
                    .isEqualTo(PairTest.of(method, ALIKE.get(0)).pAbove(0));
        }
        assertThat(PairTest.of(Method.MODERATED_YUEN, ALIKE.get(0)).pAbove(0))
                .as("nothing is known of other rows")
                .isEqualTo(PairTest.of(Method.T, ALIKE.get(0)).pAbove(0));
    }

    @Test
    void rowsThatTellNothingAreLeftOut() {
        List<double[]> rows = new ArrayList<>(ALIKE);
        rows.add(new double[] {});
        rows.add(new double[] {0.7});
        rows.add(new double[] {0.1, 0.1, 0.1});
        assertThat(Noise.of(rows)).isEqualTo(Noise.of(ALIKE));
        assertThat(Noise.of(ALIKE.subList(0, 2))).isEqualTo(Noise.UNKNOWN);
        assertThat(Noise.of(List.of())).isEqualTo(Noise.UNKNOWN);
    }

    @Test
    void theOrderOfTheValuesDoesNotMatterAndTheInputIsLeftAlone() {
        double[] row = {0.04, 0.01, 0.03, 0.02};
        assertThat(Noise.of(List.of(row, ALIKE.get(1), ALIKE.get(2)))).isEqualTo(Noise.of(ALIKE));
        assertThat(row).containsExactly(0.04, 0.01, 0.03, 0.02);
    }

    @Test
    void extremeDifferencesStillHaveASolution() {
        List<double[]> rows = List.of(
                new double[] {1e-9, 2e-9}, new double[] {1, 2e9}, new double[] {3e-5, 1}, new double[] {0.1, 0.2});
        Noise noise = Noise.of(rows);
        assertThat(noise.freedom()).isBetween(0.0, 0.5);
        assertThat(noise.variance()).isPositive().isFinite();
    }

    @Test
    void whatIsNoNoiseIsRejected() {
        for (double[] bad : new double[][] {{-1, 0, 1}, {Double.NaN, 0, 1}, {0, -1, 1}, {0, 0, 0}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Noise(bad[0], bad[1], bad[2]))
                    .withMessageStartingWith("no noise: ");
        }
    }
}
