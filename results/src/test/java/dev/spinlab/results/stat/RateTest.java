package dev.spinlab.results.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {
    @ParameterizedTest
    @CsvSource({ // scipy.stats.binomtest(hits, trials).proportion_ci(0.95)
        "0, 1, 0, 0.975",
        "1, 1, 0.025, 1",
        "0, 40, 0, 0.08809730287880335",
        "1, 40, 0.0006327449320901936, 0.13158585848276577",
        "19, 20, 0.7512672372279723, 0.998734910502044",
        "20, 20, 0.8315665290169145, 1",
        "100, 10000, 0.008143596567610968, 0.012149504886070391"
    })
    void theIntervalIsClopperAndPearsons(int hits, int trials, double low, double high) {
        Rate rate = new Rate(hits, trials);
        assertThat(rate.share()).isEqualTo((double) hits / trials);
        assertThat(rate.low()).isCloseTo(low, within(1e-8));
        assertThat(rate.high()).isCloseTo(high, within(1e-8));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 5", "6, 5"})
    void impossibleCountsAreRejected(int hits, int trials) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rate(hits, trials))
                .withMessage(hits + " of " + trials + " is no rate");
    }
}
