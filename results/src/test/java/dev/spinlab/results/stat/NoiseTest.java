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
    void rowsThatDifferTellLittleOfEachOther() { // Smyth's formulas in numpy and scipy 1.17
        Noise noise = Noise.of(UNLIKE);
        assertThat(noise.variance()).isCloseTo(0.0001482189315066051, within(1e-9));
        assertThat(noise.freedom()).isCloseTo(0.48678180191486375, within(1e-6));
        assertThat(noise.most()).isEqualTo(20);
        PairTest test = PairTest.of(Method.MODERATED_T, noise, UNLIKE.get(0));
        assertThat(test.estimate()).isCloseTo(0.03825, within(1e-12));
        assertThat(test.pAbove(0)).isCloseTo(0.05709796206480656, within(1e-6));
        assertThat(test.pBelow(0.1)).isCloseTo(0.017081953709264765, within(1e-6));
        assertThat(test.ratio(0.9).low()).isCloseTo(0.9976604738643692, within(1e-6));
        assertThat(test.ratio(0.9).high()).isCloseTo(1.082033636308942, within(1e-6));
    }

    @Test
    void rowsThatDifferByChanceOnlyShareOneVariance() {
        Noise noise = Noise.of(ALIKE);
        assertThat(noise.freedom()).as("its bound").isEqualTo(8);
        assertThat(noise.variance()).isCloseTo(0.00036597264861500106, within(1e-10));
        PairTest test = PairTest.of(Method.MODERATED_T, noise, ALIKE.get(0));
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
            double[] row = new double[5];
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
        assertThat(PairTest.of(Method.MODERATED_T, ALIKE.get(0)).pAbove(0))
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
