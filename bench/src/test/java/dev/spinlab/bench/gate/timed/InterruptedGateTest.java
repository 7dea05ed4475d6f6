package dev.spinlab.bench.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.results.gate.timed.Block;
import dev.spinlab.results.gate.timed.GateData;
import dev.spinlab.results.gate.timed.GateData.Source;
import dev.spinlab.results.gate.timed.GateFile;
import dev.spinlab.results.gate.timed.Settings;
import dev.spinlab.results.stat.PairTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A gate that is stopped from outside while a fork runs: in a JVM of its own, since that ends. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the program sleep")
class InterruptedGateTest {
    private static final String HANGING = "a fork hangs";
    private static final int LANES = 12;

    @TempDir
    private Path folder;

    @Test
    void whatWasMeasuredIsKeptAndTheHungForkIsEnded() throws IOException, InterruptedException {
        Process gate = new ProcessBuilder(
                        JvmFlags.program(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Gate.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = gate.inputReader()) {
            String pid = out.lines()
                    .filter(line -> line.startsWith(HANGING))
                    .findFirst()
                    .orElseThrow();
            gate.destroy();
            assertThat(gate.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(ProcessHandle.of(Long.parseLong(pid.substring(HANGING.length() + 1))))
                    .isEmpty();
        } finally {
            gate.destroyForcibly();
        }
        GateFile.Stored kept = GateFile.read(folder.resolve(GateFile.NAME));
        assertThat(kept.data().blocks())
                .as("the whole round, and nothing of the block that was cut")
                .hasSize(LANES);
        assertThat(kept.data().failed())
                .as("a fork that was killed has not failed")
                .isEmpty();
    }

    /** Main class: a gate whose second round meets a fork that never ends. */
    static final class Gate {
        private Gate() {}

        public static void main(String[] args) throws ForkFailedException {
            TimedPlan plan = TimedPlan.usual(Duration.ofHours(1), 3);
            Source build = new Source("this build", "", "this.jar");
            Arms arms = new Arms(build, build, 0.2, Map.of());
            GateData frame = new GateData(
                    "2026-01-02T03:04:05Z",
                    3,
                    new Settings(PairTest.Method.T, 0.05, 0.01, List.of(1.0), "1 h", Settings.Floors.USUAL),
                    "a machine",
                    arms.sources(),
                    plan.trials().stream().map(TimedPlan::row).toList(),
                    List.of(),
                    List.of());
            DrawnForks drawn = new DrawnForks(1, 0.02);
            Forks forks = (jar, trial, planted) -> {
                if (drawn.ran.size() == LANES * Block.FORKS) {
                    hang();
                }
                return drawn.run(jar, trial, planted);
            };
            try (StopSignal stop = StopSignal.listen()) {
                Pairs pairs = Pairs.oneAfterTheOther(forks);
                new TimedGate(plan, arms, pairs, frame, Path.of(args[0]), stop, Clock.systemUTC(), line -> {}).run();
            }
        }

        private static void hang() throws ForkFailedException {
            try {
                Process sleep = new ProcessBuilder("sleep", "600").start();
                System.out.println(HANGING + " " + sleep.pid());
                sleep.waitFor();
                throw new ForkFailedException("killed");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ForkFailedException("interrupted");
            }
        }
    }
}
