package dev.spinlab.results.gate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EnergyStatisticTest {
    @Test
    void isTheStatisticOfThePaper() {
        double[] values = {1, 2, 5, 7, 11};
        // Between: 4+6+10 + 3+5+9 = 37 of 6 pairs; within: 1 of 1 pair before; 2+6+4 = 12 of 3 pairs behind.
        assertThat(new EnergyStatistic(values).of(2, 5))
                .isCloseTo(2 * 3 / 5.0 * (2 * 37 / 6.0 - 1 - 12 / 3.0), within(1e-12));
        // Behind ends earlier: 4+6+3+5 = 18 of 4 pairs, 2 of 1 pair behind.
        assertThat(new EnergyStatistic(values).of(2, 4)).isCloseTo(2 * 2 / 4.0 * (2 * 18 / 4.0 - 1 - 2), within(1e-12));
    }

    @Test
    void agreesWithItsDefinitionEverywhere() {
        double[] values = Series.of(23, 0.3, 5, i -> 10);
        EnergyStatistic statistic = new EnergyStatistic(values);
        for (int split = 2; split <= 21; split++) {
            for (int end = split + 2; end <= 23; end++) {
                assertThat(statistic.of(split, end)).isCloseTo(byDefinition(values, split, end), within(1e-9));
            }
        }
    }

    @Test
    void theBestSplitIsTheGreatestWithPiecesLongEnough() {
        double[] values = {9, 1, 1, 1, 1, 5, 5, 5, 5, 9};
        EnergyStatistic statistic = new EnergyStatistic(values);
        EnergyStatistic.Best best = statistic.best(2, false);
        assertThat(best.split()).isEqualTo(5);
        assertThat(best.q()).isEqualTo(statistic.of(5, 10));
        for (int split = 2; split <= 8; split++) {
            assertThat(statistic.of(split, 10)).isLessThanOrEqualTo(best.q());
        }
    }

    @Test
    void piecesMayBeExactlyAsShortAsAllowed() {
        double[] early = {1, 1, 1, 9, 9, 9, 9, 9, 9};
        assertThat(new EnergyStatistic(early).best(3, false).split()).isEqualTo(3);
        assertThat(new EnergyStatistic(early).best(4, false).split()).isEqualTo(4);
        double[] late = {1, 1, 1, 1, 1, 1, 9, 9, 9};
        assertThat(new EnergyStatistic(late).best(3, false).split()).isEqualTo(6);
        assertThat(new EnergyStatistic(late).best(4, false).split()).isEqualTo(5);
        assertThat(new EnergyStatistic(late).best(3, true).split()).isEqualTo(6);
    }

    @Test
    void aShortSeriesHasNoSplit() {
        assertThat(new EnergyStatistic(new double[] {1, 2, 3, 4, 5})
                        .best(3, true)
                        .q())
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(new EnergyStatistic(new double[] {1, 2, 3, 4, 5, 6})
                        .best(3, true)
                        .split())
                .isEqualTo(3);
    }

    @Test
    void aLaterReturnMasksAStepUnlessThePieceMayEndBefore() {
        double[] values = {1, 1, 1, 1, 9, 9, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        EnergyStatistic statistic = new EnergyStatistic(values);
        assertThat(statistic.best(3, true).split()).isEqualTo(4);
        assertThat(statistic.best(3, true).q()).isEqualTo(statistic.of(4, 7));
        assertThat(statistic.best(3, false).q())
                .isLessThan(statistic.best(3, true).q());
    }

    @Test
    void likeValuesDoNotDiverge() {
        assertThat(new EnergyStatistic(new double[] {4, 4, 4, 4, 4, 4, 4})
                        .best(2, true)
                        .q())
                .isZero();
    }

    private static double byDefinition(double[] values, int split, int end) {
        double between = 0;
        double before = 0;
        double behind = 0;
        for (int i = 0; i < end; i++) {
            for (int j = i + 1; j < end; j++) {
                double distance = Math.abs(values[i] - values[j]);
                if (j < split) {
                    before += distance;
                } else if (i >= split) {
                    behind += distance;
                } else {
                    between += distance;
                }
            }
        }
        double m = split;
        double n = end - split;
        return m * n / (m + n) * (2 * between / (m * n) - 2 * before / (m * (m - 1)) - 2 * behind / (n * (n - 1)));
    }
}
