package dev.spinlab.bench.gate.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.results.gate.machine.BaselineRun;
import dev.spinlab.results.gate.machine.BaselineRunFile;
import dev.spinlab.results.gate.machine.Fingerprint;
import dev.spinlab.results.gate.machine.TimedBaseline;
import dev.spinlab.results.gate.machine.TimedBaselineFile;
import dev.spinlab.results.gate.timed.Settings;
import dev.spinlab.results.gate.timed.Status;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From drawn forks to the verdict. */
class ConclusionsTest {
    private static final Settings RULES = Conclusions.rules(0.1, DrawnForks.FORKS);

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();
    private final DrawnForks drawn = new DrawnForks();
    private Path baselines = Path.of("");

    @BeforeEach
    void accept() throws ForkFailedException {
        baselines = folder.resolve("baselines");
        assertThat(Conclusions.accept(drawn.measure(folder, 1), baselines, new PrintWriter(said)))
                .isEqualTo(Status.PASS);
    }

    private TimedBaseline stored() {
        return TimedBaselineFile.find(baselines, DrawnForks.MACHINE).orElseThrow();
    }

    private Status compare(BaselineRun run) {
        return Conclusions.compare(run, stored(), RULES, folder, new PrintWriter(said), false);
    }

    @Test
    void whatWasAcceptedIsTheBaseline() {
        assertThat(said.toString())
                .startsWith("accepted: " + baselines.resolve("0123456789ab.json"))
                .contains("(40 rows of c0ffee)");
        assertThat(stored().rows())
                .hasSize(40)
                .containsKey("rqspinlock, lock-unlock, 1 CPU x 1 task, preemption full, goodput");
        assertThat(stored().calibration().cas()).hasSize(DrawnForks.FORKS + 1);
    }

    @Test
    void theSameBuildPasses() throws ForkFailedException {
        assertThat(compare(drawn.measure(folder, 2))).isEqualTo(Status.PASS);
        assertThat(said.toString())
                .contains("control: a planted slowdown of percpu-counter, create-delete")
                .contains("Baseline gate: PASS (30 gated rows: 20 no rise, 10 equivalent)");
        assertThat(folder.resolve(BaselineRunFile.NAME)).content().contains("\"status\" : \"PASS\"");
    }

    @Test
    void aSlowerBackendIsNamed() throws ForkFailedException {
        drawn.cpu.put("rqspinlock", 1.3);
        assertThat(compare(drawn.measure(folder, 2))).isEqualTo(Status.REGRESSED);
        assertThat(said.toString().lines().filter(line -> line.contains("REGRESSED  ")))
                .hasSize(3)
                .allMatch(line -> line.contains("rqspinlock") && line.contains("cpuNanosPerSuccess"));
    }

    @Test
    void aDropOfThroughputIsWorseAndARiseIsNot() throws ForkFailedException {
        drawn.goodput.put("rqspinlock", 0.7);
        drawn.goodput.put("percpu-counter", 1.4);
        assertThat(compare(drawn.measure(folder, 2))).isEqualTo(Status.PASS);
        assertThat(said.toString().lines().filter(line -> line.contains("REGRESSED (advisory)")))
                .hasSize(3)
                .allMatch(line -> line.contains("rqspinlock") && line.contains("goodput"));
        assertThat(said.toString().lines().filter(line -> line.contains("improved (advisory)")))
                .hasSize(3)
                .allMatch(line -> line.contains("percpu-counter") && line.contains("goodput"));
    }

    @Test
    void kernelsThatDriftVoidTheComparisonWithTheReason() throws ForkFailedException {
        drawn.cpu.put("rqspinlock", 1.3);
        drawn.kernelsEndAt = 1.3;
        Status status = compare(drawn.measure(folder, 2));
        assertThat(status).isEqualTo(Status.VOID);
        assertThat(status.exitCode(Status.OnUndecided.REPORT)).isEqualTo(2);
        assertThat(said.toString())
                .contains("- calibration kernel cas drifted within the run: 10", "gate timed --base c0ffee")
                .contains("Baseline gate: VOID");
    }

    @Test
    void aGateThatWouldNotSeeASlowdownIsVoid() throws ForkFailedException {
        drawn.canary = 0.001;
        assertThat(compare(drawn.measure(folder, 2))).isEqualTo(Status.VOID);
        assertThat(said.toString()).contains("- the canary was missed: percpu-counter, create-delete");
    }

    @Test
    void aRunThatDriftedOrHasAViolationBecomesNoBaseline() throws Exception {
        Path file = TimedBaselineFile.in(baselines, DrawnForks.MACHINE.id());
        String before = Files.readString(file);
        drawn.kernelsEndAt = 1.3;
        assertThat(Conclusions.accept(drawn.measure(folder, 2), baselines, new PrintWriter(said)))
                .isEqualTo(Status.VOID);
        drawn.kernelsEndAt = 1;
        drawn.violations = 1;
        assertThat(Conclusions.accept(drawn.measure(folder, 2), baselines, new PrintWriter(said)))
                .isEqualTo(Status.REGRESSED);
        assertThat(said.toString())
                .contains("- calibration kernel cas drifted within the run", "violations occurred")
                .contains("not accepted");
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(compare(drawn.measure(folder, 3))).isEqualTo(Status.REGRESSED);
    }

    @Test
    void theBaselineOfAnotherMachineIsVoidWhateverItsFileIsCalled() throws ForkFailedException {
        BaselineRun here = drawn.measure(folder, 2);
        BaselineRun there = new BaselineRun(
                here.started(),
                1,
                here.commit(),
                new Fingerprint("ba9876543210", Map.of("CPU model", "Xeon")),
                here.rows(),
                here.kernels(),
                here.canary());
        assertThat(compare(there)).isEqualTo(Status.VOID);
        assertThat(said.toString()).contains("the baseline is of another machine: CPU model: AMD EPYC against Xeon");
    }
}
