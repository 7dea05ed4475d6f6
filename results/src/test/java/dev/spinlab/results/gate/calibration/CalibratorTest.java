package dev.spinlab.results.gate.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spinlab.results.gate.machine.Fingerprint;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.GateData;
import dev.spinlab.results.gate.timed.GateFixture;
import dev.spinlab.results.stat.Rate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibratorTest {
    static final Fingerprint MACHINE = new Fingerprint("0123456789ab", Map.of("CPU model", "a CPU"));
    private static final double ROUND_SECONDS = 60;
    private static final int GATES = 40;

    /** Rounds of two rows and the controls, with so much noise of a fork. */
    static Recording recording(double noise) {
        GateData alike = GateFixture.seeded(3)
                .rows(2)
                .rounds(40)
                .normal(noise)
                .control(Arm.CANARY, 1.3)
                .data();
        GateData slower = GateFixture.seeded(4)
                .rows(2)
                .rounds(10)
                .normal(noise)
                .planted(GateFixture.row(0), 1.1)
                .planted(GateFixture.row(1), 1.1)
                .data();
        return new Recording(
                MACHINE,
                ROUND_SECONDS,
                alike,
                List.of(new Recording.Planted(
                        0.1,
                        slower.blocks().stream()
                                .filter(block -> block.versus() == Arm.HEAD)
                                .toList())));
    }

    private static Calibration calibrated(double noise) {
        return new Calibrator(recording(noise), 5, GATES).calibrate(600);
    }

    @Test
    void aQuietMachineSeesSmallSlowdownsAndRaisesNoAlarm() {
        Calibration quiet = calibrated(0.01);
        assertThat(quiet.gates())
                .extracting(Calibration.Gates::budgetSeconds)
                .containsExactly(300.0, 600.0, 1200.0, 2400.0);
        assertThat(quiet.gates(600)).satisfies(gate -> {
            assertThat(gate.red().share()).isLessThan(0.05);
            assertThat(gate.passed().share()).isGreaterThan(0.9);
            assertThat(gate.red().trials()).isEqualTo(GATES);
        });
        assertThat(quiet.smallestSeen(600).orElseThrow()).isLessThanOrEqualTo(0.075);
        assertThat(quiet.budgetFor(0.1)).hasValue(300);
        assertThat(quiet.budgetToPass()).isPresent();
    }

    @Test
    void aNoisyMachineSeesNothingAndSaysSo() {
        Calibration noisy = calibrated(0.4);
        assertThat(noisy.smallestSeen(600)).isEmpty();
        assertThat(noisy.budgetFor(0.05)).isEmpty();
        assertThat(noisy.budgetToPass()).isEmpty();
        assertThat(noisy.gates(600).passed().hits()).isZero();
        assertThat(CalibrationText.remedy(noisy)).contains("give a wider --margin");
        assertThat(CalibrationText.ofGate(noisy, 600).get(0)).contains("sees no slowdown of those tried");
    }

    @Test
    void powerRisesWithTheSlowdownAndWithTheBudget() {
        Calibration calibration = calibrated(0.04);
        List<Double> shares = calibration.power().stream()
                .filter(point -> point.budgetSeconds() == 600)
                .map(point -> point.found().share())
                .toList();
        assertThat(shares).hasSize(Calibrator.SLOWDOWNS.size());
        assertThat(shares.get(shares.size() - 1)).isGreaterThan(shares.get(0) + 0.3);
        double little = found(calibration, 300, 0.05).share();
        double much = found(calibration, 2400, 0.05).share();
        assertThat(much).isGreaterThan(little);
        assertThat(calibration.power()).allMatch(point -> point.blamed().share() < 0.1);
    }

    private static Rate found(Calibration calibration, double budget, double slowdown) {
        return calibration.power().stream()
                .filter(point -> point.budgetSeconds() == budget && point.slowdown() == slowdown)
                .findFirst()
                .orElseThrow()
                .found();
    }

    @Test
    void aPlantedSlowdownIsMeasuredOverAllRows() {
        assertThat(calibrated(0.02).planted()).singleElement().satisfies(planted -> {
            assertThat(planted.slowdown()).isEqualTo(0.1);
            assertThat(planted.measured().low()).isLessThan(1.1);
            assertThat(planted.measured().high()).isGreaterThan(1.1);
            assertThat(planted.measured().n()).isEqualTo(2 * 2 * 10);
        });
    }

    @Test
    void theSameSeedFindsTheSame() {
        assertThat(calibrated(0.03)).isEqualTo(calibrated(0.03));
        assertThat(new Calibrator(recording(0.03), 6, GATES).calibrate(600)).isNotEqualTo(calibrated(0.03));
    }

    @Test
    void aBudgetThatHoldsNoRoundBeforeTheFirstLookIsLeftOut() {
        Calibration calibration = new Calibrator(recording(0.02), 5, 4).calibrate(240);
        assertThat(calibration.gates())
                .extracting(Calibration.Gates::budgetSeconds)
                .containsExactly(240.0, 480.0, 960.0);
        assertThat(calibration.budgetWithin(239)).isEmpty();
        assertThat(calibration.budgetWithin(500)).hasValue(480);
        assertThat(CalibrationText.ofGate(calibration, 100).get(0))
                .endsWith("gates of so short a budget were not drawn");
    }

    @Test
    void whatGatesCannotBeDrawnFromIsRejected() {
        GateData nothing = recording(0.02).alike().withBlocks(List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recording(MACHINE, 60, nothing, List.of()))
                .withMessage("there is no round of the build against itself");
        for (double seconds : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new Recording(MACHINE, seconds, recording(0.02).alike(), List.of()))
                    .withMessage("a round cannot take " + seconds + " s");
        }
    }
}
