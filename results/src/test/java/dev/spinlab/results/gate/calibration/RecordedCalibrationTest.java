package dev.spinlab.results.gate.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.gate.timed.Resampler;
import dev.spinlab.results.gate.timed.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rounds as they were measured on real machines: what is said of their gates is found again. */
class RecordedCalibrationTest {
    private static final Path FOLDER = Path.of("baseline", "calibration");
    private static final double GATE_SECONDS = 300;
    private static final long MOST_BYTES = 2_000_000;

    /** Drawn side by side, each with a seed of its own. */
    private static final int DRAWS = 8;

    private static final int GATES = 1_250;

    static List<Path> rounds() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".rounds.json.gz"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void ofTenThousandGatesOfABuildAgainstItselfAtMostOneInAHundredRaisesAnAlarm(Path rounds) {
        Recording recording = CalibrationFile.readRounds(rounds);
        int alarms = IntStream.range(0, DRAWS)
                .parallel()
                .map(draw -> new Resampler(recording.alike(), GATE_SECONDS / recording.roundSeconds(), true)
                        .rate(draw, GATES, Status.REGRESSED)
                        .hits())
                .sum();
        System.out.println(alarms + " false alarms in " + DRAWS * GATES + " gates of "
                + recording.machine().id());
        assertThat(alarms).isLessThanOrEqualTo(DRAWS * GATES / 100);
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void theRatesThatWereStoredFollowFromTheRounds(Path rounds) {
        Recording recording = CalibrationFile.readRounds(rounds);
        Calibration stored = CalibrationFile.read(FOLDER, recording.machine()).orElseThrow();
        Calibration.Gates gates = stored.gates(GATE_SECONDS);
        int drawn = gates.red().trials();
        assertThat(new Calibrator(recording, recording.alike().seed(), drawn).ends(GATE_SECONDS))
                .isEqualTo(gates);
    }

    @Test
    void theFilesAreSmall() throws IOException {
        long bytes = 0;
        for (Path file : rounds()) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isPositive().isLessThan(MOST_BYTES);
    }
}
