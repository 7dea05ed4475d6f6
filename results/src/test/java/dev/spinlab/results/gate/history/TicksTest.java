package dev.spinlab.results.gate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
    @Test
    void theAxisHasRoomOnBothSides() {
        Ticks ticks = Ticks.around(0, 100);
        assertThat(ticks.low()).isCloseTo(-8, within(1e-9));
        assertThat(ticks.high()).isCloseTo(108, within(1e-9));
        assertThat(ticks.ticks()).containsExactly(0.0, 50.0, 100.0);
    }

    @ParameterizedTest
    @CsvSource({"0,345,0,200", "0,344,0,100", "100,168,100,20", "0,5,0,2", "0,3.4,0,1"})
    void ticksAreRoundAndFew(double least, double greatest, double first, double step) {
        List<Double> ticks = Ticks.around(least, greatest).ticks();
        assertThat(ticks).hasSizeBetween(2, 5);
        assertThat(ticks.get(0)).isEqualTo(first);
        assertThat(ticks.get(1) - ticks.get(0)).isCloseTo(step, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "100,100,97.68,102.32",
        "100,104,99.5872,104.4128",
        "99,101,97.6568,102.3432",
        "0,0,-0.58,0.58",
        "-100,-100,-102.32,-97.68"
    })
    void valuesThatAreNearlyAlikeLookAlike(double least, double greatest, double low, double high) {
        Ticks ticks = Ticks.around(least, greatest);
        assertThat(ticks.low()).isCloseTo(low, within(1e-9));
        assertThat(ticks.high()).isCloseTo(high, within(1e-9));
        assertThat(ticks.ticks()).hasSizeBetween(2, 5);
    }

    @Test
    void tenTimesAPowerIsAStepToo() {
        // A span of 116 / 4 = 29 needs 50; of 232 / 4 = 58 it needs 100.
        assertThat(Ticks.around(0, 200).ticks()).containsExactly(0.0, 100.0, 200.0);
    }

    @Test
    void aTickAtAnEndIsShown() {
        // The span of 4.64 from -2.32 needs 2; shifted so that a tick is the upper end.
        Ticks ticks = new Ticks(0, 10, List.of(0.0, 10.0));
        assertThat(ticks.place(0)).isZero();
        assertThat(ticks.place(10)).isEqualTo(1);
        assertThat(ticks.place(2.5)).isEqualTo(0.25);
        assertThat(ticks.place(-1)).isZero();
        assertThat(ticks.place(11)).isEqualTo(1);
    }
}
