package dev.spinlab.results.gate.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spinlab.results.gate.machine.Fingerprint;
import dev.spinlab.results.stat.Interval;
import dev.spinlab.results.stat.Rate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    /** Five minutes find a fifth and, by 95 in 100, a tenth; ten find a twentieth too, and pass at 95 in 100. */
    private static final Calibration CALIBRATION = new Calibration(
            "2026-01-02T03:04:05Z",
            new Fingerprint("0123456789ab", Map.of()),
            0.05,
            10,
            6,
            116,
            List.of(gates(300, 1, 10), gates(600, 0, 95)),
            List.of(
                    power(300, 0.05, 60),
                    power(300, 0.1, 95),
                    power(300, 0.2, 100),
                    power(600, 0.05, 96),
                    power(600, 0.1, 100),
                    power(600, 0.2, 94)),
            List.of(new Calibration.Planted(0.05, new Interval(1.065, 1.048, 1.083, 0.95, 60))));

    private static Calibration.Gates gates(double budget, int red, int passed) {
        return new Calibration.Gates(budget, of100(red), of100(passed), of100(100 - red - passed), of100(0));
    }

    private static Calibration.Power power(double budget, double slowdown, int found) {
        return new Calibration.Power(budget, slowdown, of100(found), of100(2));
    }

    private static Rate of100(int hits) {
        return new Rate(hits, 100);
    }

    @Test
    void aBudgetHoldsTheGreatestCalibratedOneNotAboveIt() {
        assertThat(CALIBRATION.budgetWithin(299)).isEmpty();
        assertThat(CALIBRATION.budgetWithin(300)).hasValue(300);
        assertThat(CALIBRATION.budgetWithin(300 - 1e-12)).as("but for rounding").hasValue(300);
        assertThat(CALIBRATION.budgetWithin(599)).hasValue(300);
        assertThat(CALIBRATION.budgetWithin(6000)).hasValue(600);
    }

    @Test
    void gatesAreFoundByTheirBudget() {
        assertThat(CALIBRATION.gates(300).red()).isEqualTo(of100(1));
        assertThat(CALIBRATION.gates(600).red()).isEqualTo(of100(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CALIBRATION.gates(301))
                .withMessage("no gates of 301.0 s");
    }

    @Test
    void whatIsSeenIsSeenFromThereOn() {
        assertThat(CALIBRATION.smallestSeen(300))
                .as("exactly 95 of 100 will do")
                .hasValue(0.1);
        assertThat(CALIBRATION.smallestSeen(600)).as("the greatest is missed").isEmpty();
    }

    @Test
    void theSmallestBudgetThatFindsOrPassesIsNamed() {
        assertThat(CALIBRATION.budgetFor(0.05)).hasValue(600);
        assertThat(CALIBRATION.budgetFor(0.1)).hasValue(300);
        assertThat(CALIBRATION.budgetFor(0.03)).isEmpty();
        assertThat(CALIBRATION.budgetToPass()).as("exactly 95 of 100 will do").hasValue(600);
    }

    @Test
    void inWords() {
        assertThat(CalibrationText.of(CALIBRATION)).isEqualTo("""
                gates of this build against itself, drawn from 6 rounds of 10 rows and two controls (116 s each), margin 5.0 %
                  budget  false alarms            passed                   undecided                void              gates
                  5 min   1.0 % [0.025 %, 5.4 %]  10.0 % [4.9 %, 17.6 %]   89.0 % [81.2 %, 94.4 %]  0 % [0 %, 3.6 %]  100
                  10 min  0 % [0 %, 3.6 %]        95.0 % [88.7 %, 98.4 %]  5.0 % [1.6 %, 11.3 %]    0 % [0 %, 3.6 %]  100
                slowdowns of one row
                  budget  slowdown  found                    others blamed
                  5 min   5.0 %     60.0 % [49.7 %, 69.7 %]  2.0 % [0.24 %, 7.0 %]
                  5 min   10.0 %    95.0 % [88.7 %, 98.4 %]  2.0 % [0.24 %, 7.0 %]
                  5 min   20.0 %    100 % [96.4 %, 100 %]    2.0 % [0.24 %, 7.0 %]
                  10 min  5.0 %     96.0 % [90.1 %, 98.9 %]  2.0 % [0.24 %, 7.0 %]
                  10 min  10.0 %    100 % [96.4 %, 100 %]    2.0 % [0.24 %, 7.0 %]
                  10 min  20.0 %    94.0 % [87.4 %, 97.8 %]  2.0 % [0.24 %, 7.0 %]
                planted work and what it measured, all rows together
                  planted  measured
                  5.0 %    +6.5 % [+4.8 %, +8.3 %]
                a gate of 5 min sees a slowdown of one row of 10.0 % or more at least 95 times in 100
                a gate of 10 min sees no slowdown of those tried 95 times in 100
                a slowdown of 3.0 % is seen 95 times in 100 within none of these budgets
                a slowdown of 5.0 % is seen 95 times in 100 within 10 min
                a slowdown of 10.0 % is seen 95 times in 100 within 5 min
                """);
    }

    @Test
    void whatAnUndecidedGateWouldHaveNeeded() {
        assertThat(CalibrationText.remedy(CALIBRATION))
                .isEqualTo("on this machine 10 min decide 95 % of gates at a margin of 5.0 %: give --budget 10m");
        assertThat(CalibrationText.ofGate(CALIBRATION, 400))
                .singleElement()
                .asString()
                .startsWith(
                        "calibrated 2026-01-02T03:04:05Z: gates of 5 min on this machine raise a false alarm in 1.0 % [")
                .endsWith("; a gate of 5 min sees a slowdown of one row of 10.0 % or more at least 95 times in 100");
    }
}
