package dev.spinlab.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.bench.calibration.Kernels;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.peers.BenchmarkNames;
import dev.spinlab.results.gate.machine.CalibrationKernel;
import dev.spinlab.results.run.RunDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndToEndTest {

    /** A benchmark run on the same machine must not fail the tests; JMH reads this when its runner is loaded. */
    @BeforeAll
    static void ignoreOtherRuns() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    /** The one test that starts a real fork: the shortest one that JMH can do. */
    @Test
    void oneShortForkGivesACompleteRun(@TempDir Path home) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "run",
                "--workload=lookup-walk",
                "--maps=17",
                "--backend=rqspinlock",
                "--cpus=1",
                "--tasks=1",
                "--forks=1",
                "--iterations=1",
                "--time=20ms",
                "--warmup-time=0",
                "--output=" + home.resolve("runs"));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(exit).isZero();
        RunDirectory run = RunDirectory.open(home.resolve("latest"));
        assertThat(run.results())
                .singleElement()
                .satisfies(result ->
                        assertThat(result.params()).containsEntry("maps", "17").containsEntry("order", "sequential"));
        assertThat(run.manifest().partial()).isFalse();
        assertThat(run.manifest().command()).contains("--workload=lookup-walk").contains("--seed ");
        assertThat(run.environment().loadAtEnd()).isNotNull();
        assertThat(run.environment().pinning().tasks()).isEqualTo(1);
        assertThat(run.report()).isNotEmptyFile();
        reportsAndComparisonsTakeWhatCanBeRead(home);
    }

    private static void reportsAndComparisonsTakeWhatCanBeRead(Path home) {
        String latest = home.resolve("latest").toString();
        String missing = home.resolve("missing").toString();
        assertThat(said("report", latest, missing))
                .as("a run that cannot be read does not keep the other from its report")
                .isEqualTo(
                        "2: " + missing + ": no such run directory; give the directory of a run, or measure first\n");
        assertThat(said("compare", latest, latest)).isEqualTo("0: ");
        assertThat(home.resolve("latest/comparison.html")).isNotEmptyFile();
        assertThat(said("compare", latest, missing)).startsWith("2: " + missing).hasLineCount(1);
    }

    /** The exit code of a command and what it said on standard error. */
    private static String said(String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(new PrintStream(err, true, StandardCharsets.UTF_8), args);
        return exit + ": " + err.toString(StandardCharsets.UTF_8);
    }

    /** A workload that is not listed cannot be run; one that is listed but missing would fail every fork. */
    @Test
    void theWorkloadsAndTheCalibrationKernelsAreTheBenchmarks() {
        assertThat(Stream.concat(
                        Stream.of(Workload.values()).map(Workload::benchmark),
                        Stream.of(CalibrationKernel.values()).map(Kernels::benchmark)))
                .containsExactlyInAnyOrderElementsOf(BenchmarkNames.ofPeers(false));
    }
}
