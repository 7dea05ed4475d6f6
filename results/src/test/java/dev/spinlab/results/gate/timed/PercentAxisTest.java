package dev.spinlab.results.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.stat.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentAxisTest {
    @ParameterizedTest
    @CsvSource({
        // low and high limit of the row, then ends and step of the axis
        "0.99, 1.01, -0.10, 0.10, 0.05",
        "0.99, 1.16, -0.10, 0.20, 0.05",
        "0.84, 1.01, -0.20, 0.10, 0.05",
        "0.99, 1.55, -0.10, 0.60, 0.1",
        "0.30, 1.01, -0.50, 0.10, 0.1",
        "0.99, 9.00, -0.20, 1.00, 0.2"
    })
    void holdsTheLimitsAndTwiceTheMarginUpToHalfAndDouble(
            double rowLow, double rowHigh, double low, double high, double step) {
        PercentAxis axis = PercentAxis.of(List.of(row(rowLow, rowHigh)), 0.05);
        assertThat(axis.low()).isCloseTo(low, within(1e-12));
        assertThat(axis.high()).isCloseTo(high, within(1e-12));
        assertThat(axis.step()).isEqualTo(step);
        assertThat(axis.ticks()).hasSizeLessThanOrEqualTo(10).contains(0.0);
        assertThat(axis.ticks().get(0)).isCloseTo(low, within(1e-12));
        assertThat(axis.ticks().get(axis.ticks().size() - 1)).isCloseTo(high, within(1e-12));
    }

    @Test
    void aSmallMarginHasAFineStep() {
        assertThat(PercentAxis.of(List.of(), 0.01)).isEqualTo(new PercentAxis(-0.02, 0.02, 0.01));
        assertThat(PercentAxis.of(List.of(), 0.025).step()).isEqualTo(0.02);
    }

    @Test
    void whatIsBeyondAnEndIsAtThatEnd() {
        PercentAxis axis = new PercentAxis(-0.1, 0.3, 0.1);
        assertThat(axis.place(-0.1)).isZero();
        assertThat(axis.place(-0.2)).isZero();
        assertThat(axis.place(0.1)).isCloseTo(0.5, within(1e-12));
        assertThat(axis.place(0.3)).isEqualTo(1);
        assertThat(axis.place(5)).isEqualTo(1);
    }

    private static RowVerdict row(double low, double high) {
        return new RowVerdict(
                GateFixture.row(0), Arm.HEAD, true, Outcome.UNDECIDED, 1, new Interval(1, low, high, 0.9, 9), 1, "");
    }
}
