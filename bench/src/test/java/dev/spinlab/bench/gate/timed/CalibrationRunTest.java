package dev.spinlab.bench.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.results.gate.calibration.Calibration;
import dev.spinlab.results.gate.calibration.CalibrationFile;
import dev.spinlab.results.gate.calibration.Calibrator;
import dev.spinlab.results.gate.calibration.Recording;
import dev.spinlab.results.gate.machine.Fingerprint;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.Block;
import dev.spinlab.results.gate.timed.GateData;
import dev.spinlab.results.gate.timed.GateData.Source;
import dev.spinlab.results.gate.timed.Settings;
import dev.spinlab.results.stat.PairTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationRunTest {
    private static final Fingerprint MACHINE = new Fingerprint("0123456789ab", Map.of());
    private static final Source BUILD = new Source("this build", "4567", "this.jar");

    @TempDir
    private Path folder;

    private final DrawnForks forks = new DrawnForks(11, 0.02);
    private final List<String> said = new ArrayList<>();

    private CalibrationRun run(Duration budget, Forks runner) {
        TimedPlan plan = TimedPlan.usual(budget, 5);
        Arms arms = new Arms(BUILD, BUILD, 0.2, Map.of());
        Random random = new Random(5);
        Function<Double, BlockRun> runs = slowdown -> new BlockRun(
                new Arms(
                        BUILD,
                        BUILD,
                        0.2,
                        plan.trials().stream()
                                .collect(Collectors.toMap(
                                        trial -> trial.backend(), trial -> slowdown, (one, other) -> one))),
                Pairs.oneAfterTheOther(runner),
                random);
        GateData frame = new GateData(
                "2026-01-02T03:04:05Z",
                5,
                new Settings(
                        PairTest.Method.T, 0.05, 0.01, List.of(0.4, 0.6, 0.8, 1.0), "300 s", Settings.Floors.USUAL),
                "a machine",
                arms.sources(),
                plan.trials().stream().map(TimedPlan::row).toList(),
                List.of(),
                List.of());
        // A second per fork.
        return new CalibrationRun(plan, runs, frame, MACHINE, folder, () -> TimeUnit.SECONDS.toNanos(forks.ran.size()));
    }

    private Recording measured(Duration budget) {
        try (StopSignal stop = StopSignal.listen()) {
            return run(budget, forks).run(stop, said::add);
        }
    }

    @Test
    void eachRoundHasAllRowsAndControlsAndIsFollowedByOneSlowdown() {
        Recording recording = measured(Duration.ofSeconds(700));
        int lanes = 12;
        int rows = 10;
        // 48 + 40 seconds each, and the last one begins before the time is up.
        assertThat(recording.rounds()).isEqualTo(8);
        assertThat(said).hasSize(8);
        assertThat(recording.roundSeconds()).isEqualTo(lanes * Block.FORKS);
        assertThat(recording.alike().blocks()).hasSize(8 * lanes);
        assertThat(recording.alike().blocks())
                .filteredOn(block -> block.versus() == Arm.CANARY)
                .hasSize(8);
        assertThat(recording.planted())
                .extracting(Recording.Planted::slowdown)
                .containsExactlyElementsOf(CalibrationRun.PLANTED);
        assertThat(recording.planted()).allMatch(planted -> planted.blocks().size() == 2 * rows);
        assertThat(forks.ran).contains("this.jar rqspinlock 0.1", "this.jar rqspinlock 0.0");
    }

    @Test
    void whatIsPlantedIsWhatIsMeasured() {
        Calibration calibration = new Calibrator(measured(Duration.ofSeconds(1400)), 3, 10).calibrate(300);
        assertThat(calibration.planted())
                .hasSize(4)
                .allSatisfy(planted -> assertThat(planted.measured().estimate())
                        .as("80 pairs of 2.8 %% make 0.32 %%; four times that")
                        .isCloseTo(1 + planted.slowdown(), within(0.0125)));
    }

    @Test
    void everySlowdownIsMeasuredHoweverShortTheTime() {
        Recording recording = measured(Duration.ofSeconds(1));
        assertThat(recording.planted()).hasSize(CalibrationRun.PLANTED.size());
    }

    @Test
    void theRoundsAreKept() {
        Recording recording = measured(Duration.ofSeconds(1));
        assertThat(CalibrationFile.readRounds(folder.resolve("0123456789ab.rounds.json.gz")))
                .isEqualTo(recording);
    }

    @Test
    void aForkThatFailsIsNamedAndTheRoundsBeforeAreKept() {
        Forks failing = (jar, trial, planted) -> {
            if (forks.ran.size() > 200) {
                throw new ForkFailedException("hung; killed after 60 s");
            }
            return forks.run(jar, trial, planted);
        };
        try (StopSignal stop = StopSignal.listen()) {
            assertThatThrownBy(() -> run(Duration.ofHours(1), failing).run(stop, said::add))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("hung; killed after 60 s");
        }
        assertThat(CalibrationFile.readRounds(folder.resolve("0123456789ab.rounds.json.gz"))
                        .rounds())
                .isEqualTo(2);
    }
}
