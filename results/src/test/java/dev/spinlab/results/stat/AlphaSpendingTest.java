package dev.spinlab.results.stat;

import static dev.spinlab.results.stat.AlphaSpending.EVEN;
import static dev.spinlab.results.stat.AlphaSpending.LATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlphaSpendingTest {
    private static final List<Double> QUARTERS = List.of(0.25, 0.5, 0.75, 1.0);

    /** 2 − 2 Φ(z / √t) by Python's statistics.NormalDist. */
    private static final double[] SPENT_OF_5_PERCENT = {
        8.857543832e-05, 0.005574596681, 0.02362512132, 0.05,
    };

    /** 0.05 ln(1 + (e − 1) t) by Python's math module. */
    private static final double[] SPENT_EVENLY = {
        0.01786870098, 0.03100572535, 0.04139944696, 0.05,
    };

    @Test
    void evenSpendingGivesEachLookAboutAsMuch() {
        for (int look = 1; look <= 4; look++) {
            double before = look == 1 ? 0 : SPENT_EVENLY[look - 2];
            assertThat(EVEN.atLook(0.05, QUARTERS, look)).isCloseTo(SPENT_EVENLY[look - 1] - before, within(1e-10));
        }
    }

    @Test
    void eachLookGetsTheDifferenceOfTheSpendingFunction() {
        for (int look = 1; look <= 4; look++) {
            double before = look == 1 ? 0 : SPENT_OF_5_PERCENT[look - 2];
            assertThat(LATE.atLook(0.05, QUARTERS, look))
                    .isCloseTo(SPENT_OF_5_PERCENT[look - 1] - before, within(1e-10));
        }
        assertThat(LATE.atLook(0.01, QUARTERS, 1)).isCloseTo(2.5819272975e-07, within(1e-15));
    }

    @Test
    void allLooksTogetherSpendAlphaIfTheLastSeesAll() {
        assertThat(IntStream.rangeClosed(1, 4)
                        .mapToDouble(look -> LATE.atLook(0.01, QUARTERS, look))
                        .sum())
                .isCloseTo(0.01, within(1e-12));
        assertThat(LATE.atLook(0.01, List.of(1.0), 1)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void aPlanThatStopsShortSpendsLess() {
        assertThat(LATE.atLook(0.05, List.of(0.5), 1)).isCloseTo(SPENT_OF_5_PERCENT[1], within(1e-10));
    }

    @Test
    void looksThatAreNotPlannedAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LATE.atLook(0.05, QUARTERS, 0))
                .withMessage("no look 0 among 4");
        assertThatIllegalArgumentException().isThrownBy(() -> LATE.atLook(0.05, QUARTERS, 5));
    }

    @Test
    void plansThatCannotBeFollowedAreRejected() {
        for (double alpha : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AlphaSpending.requirePlan(alpha, QUARTERS))
                    .withMessage("alpha must lie between 0 and 1, not at " + alpha);
        }
        for (List<Double> looks : List.of(
                List.of(0.0, 1.0), List.of(0.5, 0.5), List.of(0.5, 1.01), List.of(0.6, 0.5), List.of(Double.NaN))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AlphaSpending.requirePlan(0.05, looks))
                    .withMessage("looks must rise from above 0 to at most 1: " + looks);
            assertThatIllegalArgumentException().isThrownBy(() -> LATE.atLook(0.05, looks, 1));
        }
    }
}
