package dev.spinlab.bench.gate.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.gate.timed.Family;
import dev.spinlab.results.gate.machine.BaselineRun;
import dev.spinlab.results.gate.machine.BaselineRunFile;
import dev.spinlab.results.gate.machine.CalibrationKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuringTest {
    private static final int ROWS = 10;

    /** Rows and both halves of the canary. */
    private static final int LANES = ROWS + 2;

    private static final int KERNELS = CalibrationKernel.values().length;

    @TempDir
    private Path folder;

    private final DrawnForks drawn = new DrawnForks();

    @Test
    void everyRoundHasEveryRowOnceBetweenAllKernels() throws ForkFailedException {
        BaselineRun run = drawn.measure(folder, 3);
        assertThat(run.rows()).hasSize(ROWS * DrawnForks.FORKS);
        assertThat(run.kernels()).hasSize(KERNELS * (DrawnForks.FORKS + 1));
        assertThat(drawn.ran.subList(0, KERNELS)).containsExactlyInAnyOrder("cas", "cacheMiss", "handOver");
        for (int round = 1; round <= DrawnForks.FORKS; round++) {
            int end = KERNELS + round * (LANES + KERNELS);
            assertThat(drawn.ran.subList(end - KERNELS, end)).containsExactlyInAnyOrder("cas", "cacheMiss", "handOver");
            assertThat(new TreeSet<>(drawn.ran.subList(end - KERNELS - LANES, end - KERNELS)))
                    .hasSize(LANES)
                    .contains(
                            "percpu-counter: create-delete, 1 CPU x 1 task, preemption full + 0.0",
                            "percpu-counter: create-delete, 1 CPU x 1 task, preemption full + 0.2");
            int current = round;
            assertThat(run.rows()).filteredOn(fork -> fork.round() == current).hasSize(ROWS);
            assertThat(run.kernels())
                    .filteredOn(fork -> fork.round() == current)
                    .hasSize(KERNELS);
        }
        assertThat(run.kernels().get(KERNELS).sequence()).isEqualTo(KERNELS + LANES);
        assertThat(Stream.of(run.rows(), run.canary().unslowed(), run.canary().slowed())
                        .mapToInt(forks -> forks.get(0).values().sequence())
                        .min())
                .hasValue(KERNELS);
        assertThat(run.canary().unslowed()).hasSize(DrawnForks.FORKS);
        assertThat(run.canary().slowed()).hasSize(DrawnForks.FORKS);
        assertThat(drawn.said).hasSize(DrawnForks.FORKS).first().isEqualTo("round 1 of 5, 18 forks");
    }

    @Test
    void whatIsToBecomeABaselineNeedsNoCanary() throws ForkFailedException {
        drawn.canary = 0;
        assertThat(drawn.measure(folder, 3).canary()).isEqualTo(BaselineRun.Canary.NONE);
        assertThat(drawn.ran).hasSize(ROWS * DrawnForks.FORKS + KERNELS * (DrawnForks.FORKS + 1));
    }

    @Test
    void theSeedGivesTheOrder() throws ForkFailedException {
        drawn.measure(folder, 3);
        List<String> first = List.copyOf(drawn.ran);
        drawn.measure(folder, 3);
        assertThat(drawn.ran).isEqualTo(first);
        drawn.measure(folder, 4);
        assertThat(drawn.ran).isNotEqualTo(first).hasSameSizeAs(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 40})
    void aForkThatFailsIsNamedAndWhatWasMeasuredIsKept(int before) throws IOException {
        drawn.failAt = before;
        assertThatThrownBy(() -> drawn.measure(folder, 3))
                .isInstanceOf(ForkFailedException.class)
                .hasMessageMatching("(calibration kernel \\w+|[a-z-]+: .+): hung; killed after 60 s");
        String kept = Files.readString(folder.resolve(BaselineRunFile.NAME));
        assertThat(kept.split("\"sequence\"", -1)).hasSize(before + 1);
    }

    @Test
    void aKernelThatDidNothingIsNoTime() {
        drawn.kernelsEndAt = Double.POSITIVE_INFINITY;
        assertThatThrownBy(() -> drawn.measure(folder, 3))
                .isInstanceOf(ForkFailedException.class)
                .hasMessageMatching("calibration kernel \\w+ took Infinity ns");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 1001})
    void tooFewForksAreRefused(int forks) {
        assertThatThrownBy(() -> new BaselinePlan(Family.of(List.of(), List.of(), 1), forks, 0))
                .isInstanceOf(BadInputException.class)
                .hasMessage("--forks " + forks + ": out of range; give 3 to 1000");
    }

    @Test
    void thePlanSaysWhatItTakes() {
        BaselinePlan plan = new BaselinePlan(Family.of(List.of(), List.of(), 1), 7, 0.2);
        assertThat(plan.expected()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(5));
    }
}
