package dev.spinlab.results.gate.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.gate.timed.Resampler;
import dev.spinlab.results.gate.timed.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rounds as they were measured on a real machine: what is said of its gates is found again. */
class RecordedCalibrationTest {
    private static final Path FOLDER = Path.of("baseline", "calibration");
    private static final Path ROUNDS = FOLDER.resolve("8fb7391e2462.rounds.json.gz");
    private static final double GATE_SECONDS = 300;
    private static final long MOST_BYTES = 2_000_000;

    /** Drawn side by side, each with a seed of its own. */
    private static final int DRAWS = 8;

    private static final int GATES = 1_250;

    private final Recording recording = CalibrationFile.readRounds(ROUNDS);

    @Test
    void ofTenThousandGatesOfABuildAgainstItselfAtMostOneInAHundredRaisesAnAlarm() {
        int alarms = IntStream.range(0, DRAWS)
                .parallel()
                .map(draw -> new Resampler(recording.alike(), GATE_SECONDS / recording.roundSeconds(), true)
                        .rate(draw, GATES, Status.REGRESSED)
                        .hits())
                .sum();
        System.out.println(alarms + " false alarms in " + DRAWS * GATES + " gates");
        assertThat(alarms).isLessThanOrEqualTo(DRAWS * GATES / 100);
    }

    @Test
    void theRatesThatWereStoredFollowFromTheRounds() {
        Calibration stored = CalibrationFile.read(FOLDER, recording.machine()).orElseThrow();
        Calibration.Gates gates = stored.gates(GATE_SECONDS);
        int drawn = gates.red().trials();
        assertThat(new Calibrator(recording, recording.alike().seed(), drawn).ends(GATE_SECONDS))
                .isEqualTo(gates);
    }

    @Test
    void theFileIsSmall() throws IOException {
        assertThat(Files.size(ROUNDS)).isLessThan(MOST_BYTES);
    }
}
