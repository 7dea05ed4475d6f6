package dev.spinlab.results.gate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spinlab.results.fixture.Golden;
import dev.spinlab.results.gate.history.EDivisive.Change;
import dev.spinlab.results.gate.history.EDivisive.Settings;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EDivisiveTest {
    private static final Settings DEFAULT = Settings.DEFAULT;

    @Test
    void aStepOfFivePercentInNoiseOfTwoIsFoundWithinTwoPlaces() {
        int found = 0;
        for (int seed = 0; seed < 40; seed++) {
            List<Integer> places = places(Series.step(60, 35, 1.05, 0.02, 100 + seed));
            if (places.size() == 1 && Math.abs(places.get(0) - 35) <= 2) {
                found++;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(36);
    }

    @ParameterizedTest
    @CsvSource({"30", "60", "150"})
    void noiseRaisesNoMoreThanTheStatedRate(int length) {
        int raised = 0;
        for (int seed = 0; seed < 200; seed++) {
            if (!places(Series.of(length, 0.02, seed, i -> 100)).isEmpty()) {
                raised++;
            }
        }
        assertThat(raised).isLessThanOrEqualTo(2);
    }

    @Test
    void anotherLevelRaisesMore() {
        int raised = 0;
        for (int seed = 0; seed < 200; seed++) {
            raised += EDivisive.changes(Series.of(40, 0.02, seed, i -> 100), DEFAULT.withAlpha(0.2))
                            .isEmpty()
                    ? 0
                    : 1;
        }
        assertThat(raised).isBetween(20, 48);
    }

    @Test
    void slowCreepIsFound() {
        for (int seed = 0; seed < 20; seed++) {
            List<Integer> places =
                    places(Series.of(50, 0.02, seed, i -> 100 * (1 + 0.01 * Math.min(15, Math.max(0, i - 17)))));
            assertThat(places).as("seed %d", seed).isNotEmpty().allMatch(place -> place >= 15 && place <= 36);
        }
    }

    @Test
    void twoStepsAreFoundThoughTheSecondTakesTheFirstBack() {
        for (int seed = 0; seed < 20; seed++) {
            long s = seed;
            List<Integer> places = places(Series.of(60, 0.01, s, i -> i >= 20 && i < 38 ? 108 : 100));
            assertThat(places).as("seed %d", seed).hasSize(2);
            assertThat(places.get(0)).isBetween(18, 22);
            assertThat(places.get(1)).isBetween(36, 40);
        }
    }

    @Test
    void stepsFarApartAreFoundInALongSeriesEachInItsWindow() {
        List<Integer> places = places(Series.of(
                230, 0.01, 7, i -> i < 24 ? 100 : i < 76 ? 106 : i < 100 ? 112 : i < 180 ? 119 : i < 226 ? 112 : 119));
        assertThat(places).containsExactly(24, 76, 100, 180, 226);
    }

    @Test
    void theLatestValuesBelongToAWindowToo() {
        double[] series = Series.step(103, 98, 1.1, 0.01, 3);
        assertThat(places(series)).containsExactly(98);
    }

    @Test
    void aConstantSeriesHasNoChange() {
        double[] series = new double[80];
        Arrays.fill(series, 42.5);
        assertThat(EDivisive.changes(series, DEFAULT)).isEmpty();
    }

    @Test
    void aCleanStepIsFoundAtItsPlaceFromTheShortestLengthOn() {
        double[] series = {1, 1.1, 1.2, 1.3, 1.4, 9, 9.1, 9.2, 9.3, 9.4};
        List<Change> changes = EDivisive.changes(series, DEFAULT);
        assertThat(changes).extracting(Change::index).containsExactly(5);
        assertThat(changes.get(0).p()).isEqualTo(0.006);
        assertThat(EDivisive.changes(Arrays.copyOf(series, 9), DEFAULT)).isEmpty();
        assertThat(EDivisive.changes(new double[0], DEFAULT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"50,1", "51,2", "75,2", "76,3", "100,3", "101,4"})
    void theLevelIsDividedByTheWindowsAndThePermutationsSuffice(int length, int windows) {
        // The least p that so many permutations can give is half of the level.
        assertThat(EDivisive.changes(Series.step(length, 25, 1.5, 0.001, 1), DEFAULT.withAlpha(0.002)))
                .containsExactly(new Change(25, 1 / (1000.0 * windows)));
    }

    @Test
    void aChangeWhoseSignificanceIsTheLevelItselfHolds() {
        double[] series = {1, 1.1, 1.2, 1.3, 1.4, 9, 9.1, 9.2, 9.3, 9.4};
        assertThat(EDivisive.changes(series, new Settings(50, 3, 0.008, 21))).containsExactly(new Change(5, 0.008));
    }

    @Test
    void marginalChangesAreReproducedToTheLastDigit() {
        StringBuilder text = new StringBuilder();
        for (double alpha : new double[] {0.01, 0.05, 0.2}) {
            for (int seed = 500; seed < 514; seed++) {
                double[] series = Series.of(120, 0.02, seed, i -> i < 40 ? 100 : i < 48 ? 103 : i < 90 ? 101.5 : 100);
                text.append(alpha).append(' ').append(seed);
                EDivisive.changes(series, DEFAULT.withAlpha(alpha))
                        .forEach(change -> text.append(' ')
                                .append(change.index())
                                .append(':')
                                .append(change.p()));
                text.append('\n');
            }
        }
        Golden.check("edivisive.txt", text.toString());
    }

    @Test
    void aSingleOutlierIsNoChange() {
        double[] series = Series.of(40, 0.01, 11, i -> i == 20 ? 300 : 100);
        assertThat(EDivisive.changes(series, DEFAULT)).isEmpty();
    }

    @Test
    void theUnitDoesNotMatter() {
        double[] series = Series.step(60, 30, 1.05, 0.02, 104);
        double[] other = Arrays.stream(series).map(v -> -1024 * v).toArray();
        assertThat(EDivisive.changes(other, DEFAULT))
                .isEqualTo(EDivisive.changes(series, DEFAULT))
                .isNotEmpty();
    }

    @Test
    void theSameSeedGivesTheSameChanges() {
        double[] series = Series.step(60, 30, 1.018, 0.02, 8);
        double[] copy = series.clone();
        Settings many = new Settings(50, 3, 0.2, 1);
        assertThat(EDivisive.changes(series, many)).isNotEmpty().isEqualTo(EDivisive.changes(series, many));
        assertThat(series).isEqualTo(copy);
        assertThat(EDivisive.changes(series, new Settings(50, 3, 0.2, 2)))
                .isNotEmpty()
                .isNotEqualTo(EDivisive.changes(series, many));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void aValueThatIsNotFiniteIsRefused(double value) {
        double[] series = Series.of(30, 0.01, 1, i -> 100);
        series[29] = value;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EDivisive.changes(series, DEFAULT))
                .withMessage("a value of the series is not finite");
    }

    @ParameterizedTest
    @CsvSource({
        "3,0.01,10",
        "3,0.05,8",
        "2,0.5,4",
        "5,0.5,10",
        "3,0.0001,17",
        "3,0.007936507936507936,10",
        "3,0.0079,11"
    })
    void theShortestSeriesIsTheFirstThatCanBeSignificant(int least, double alpha, int expected) {
        assertThat(new Settings(50, least, alpha, 1).shortest()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"50,1,0.01", "11,3,0.01", "50,3,0", "50,3,1", "50,3,NaN"})
    void senselessSettingsAreRefused(int window, int least, double alpha) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Settings(window, least, alpha, 1))
                .withMessage("window " + window + ", least " + least + ", alpha " + alpha);
    }

    @Test
    void settingsAtTheirLimitsAreTaken() {
        assertThat(new Settings(8, 2, 0.999, 1).withAlpha(0.001)).isEqualTo(new Settings(8, 2, 0.001, 1));
        assertThat(DEFAULT).isEqualTo(new Settings(50, 3, 0.01, 20260101));
    }

    private static List<Integer> places(double[] series) {
        return EDivisive.changes(series, DEFAULT).stream().map(Change::index).toList();
    }
}
