package dev.spinlab.results.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.stat.Interval;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 %",
                "1|100 %",
                "0.852|85.2 %",
                "0.000161|0.016 %",
                "0.00999|1.0 %",
                "0.0000001|<0.0001 %",
                "0.9996|99.96 %",
                "0.99999|>99.99 %",
                "NaN|n/a"
            })
    void percentNeverRoundsSomethingToNothing(double share, String text) {
        assertThat(Numbers.percent(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "3.1|3.10", "0.0003|0.000300", "12.345|12.3", "1234.5|1,235", "99.99|100", "NaN|n/a"})
    void plainHasThreeDigits(double value, String text) {
        assertThat(Numbers.plain(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1|1 ns", "850|850 ns", "1234|1.23 µs", "1000000|1 ms", "2.5e9|2.5 s", "100|100 ns", "NaN|n/a"})
    void timeHasAUnitThatSuits(double nanos, String text) {
        assertThat(Numbers.time(nanos)).isEqualTo(text);
    }

    @Test
    void plusMinusNeedsLimits() {
        assertThat(Numbers.plusMinus(new Interval(10, 9.79, 10.21, 0.95, 3))).isEqualTo("± 2.1 %");
        assertThat(Numbers.plusMinus(new Interval(10, 5, 15, 0.95, 3))).isEqualTo("± 50 %");
        assertThat(Numbers.plusMinus(Interval.pointOnly(10, 0.95, 1))).isEqualTo("n/a");
    }

    @Test
    void isTheSameInEveryLocale() {
        Locale.setDefault(Locale.GERMANY);
        assertThat(Numbers.percent(0.852)).isEqualTo("85.2 %");
        assertThat(Numbers.plain(12.345)).isEqualTo("12.3");
        assertThat(Numbers.count(12_345)).isEqualTo("12,345");
        assertThat(Numbers.plusMinus(new Interval(10, 9.79, 10.21, 0.95, 3))).isEqualTo("± 2.1 %");
        assertThat(Numbers.time(1234)).isEqualTo("1.23 µs");
    }
}
