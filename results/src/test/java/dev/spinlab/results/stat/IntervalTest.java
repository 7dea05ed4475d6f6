package dev.spinlab.results.stat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    @ParameterizedTest
    @CsvSource({"0.99, false", "1, true", "2, true", "3, true", "3.01, false", "NaN, false"})
    void holdsWhatLiesBetweenItsLimits(double value, boolean held) {
        assertThat(new Interval(2, 1, 3, 0.95, 5).holds(value)).isEqualTo(held);
        assertThat(Interval.pointOnly(2, 0.95, 1).holds(value)).isFalse();
    }
}
