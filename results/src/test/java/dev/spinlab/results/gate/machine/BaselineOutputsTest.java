package dev.spinlab.results.gate.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spinlab.results.fixture.Golden;
import dev.spinlab.results.gate.timed.ForkValues;
import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.gate.timed.RowKey;
import dev.spinlab.results.run.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BaselineOutputsTest {
    private static final TimedBaseline STORED = DrawnRun.seeded(1).draw().baseline();

    @TempDir
    private Path folder;

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    /** One backend is slower and has a new code, another one is a little slower, the third is faster. */
    private static BaselineRun run() {
        return DrawnRun.seeded(2)
                .kernels(1.01, 1.03, 1.05)
                .cpuTimes("rqspinlock", 1.25)
                .goodputTimes("rqspinlock", 0.8)
                .cpuTimes("percpu-counter", 1.12)
                .cpuTimes("llist-deferred-free", 0.8)
                .changing((backend, fork) -> backend.equals("rqspinlock")
                        ? new ForkValues(
                                fork.sequence(),
                                fork.arm(),
                                fork.values(),
                                Map.of("EBUSY", 205L, "E\u001b[31m", 1L),
                                fork.calls(),
                                0,
                                fork.backlogPeak())
                        : fork)
                .draw();
    }

    private static String console(BaselineRun run, boolean colour) {
        return BaselineConsole.of(
                BaselineDecision.of(STORED, run, BaselineDecisionTest.RULES), BaselineDecisionTest.RULES, colour);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "ar-EG"})
    void looksAsExpectedInEveryLocale(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Golden.check("gate-baseline.txt", console(run(), false));
    }

    @Test
    void onlyATerminalGetsColours() {
        String plain = console(run(), false);
        String colour = console(run(), true);
        assertThat(plain).doesNotContain("\u001b");
        assertThat(colour).contains("\u001b[31m  REGRESSED").contains("\u001b[32m  improved");
        assertThat(colour.replaceAll("\u001b\\[\\d*m", "")).isEqualTo(plain);
    }

    @Test
    void whatWouldDecideIsNamedWhereThisDoesNot() {
        String remedy = "gate timed --base c0ffee\n";
        assertThat(console(DrawnRun.seeded(2).kernels(1.25, 1, 1).draw(), false))
                .contains(remedy, "- calibration kernel cas takes 1.2")
                .contains("Baseline gate: VOID (");
        assertThat(console(
                        DrawnRun.seeded(2)
                                .onMachine(1.04)
                                .kernels(1, 1.04, 1.08)
                                .cpuTimes("rqspinlock", 1.08)
                                .draw(),
                        false))
                .contains(remedy)
                .contains("Baseline gate: UNDECIDED (");
        assertThat(console(DrawnRun.seeded(2).draw(), false))
                .doesNotContain(remedy)
                .contains("Baseline gate: PASS (");
    }

    @Test
    void whereTheCommitIsNotKnownTheRemedyNamesNone() {
        BaselineRun unnamed =
                DrawnRun.seeded(1).commit(TimedBaseline.UNKNOWN_COMMIT).draw();
        BaselineRun drifted = DrawnRun.seeded(2).kernels(1.25, 1, 1).draw();
        BaselineVerdict verdict = BaselineDecision.of(unnamed.baseline(), drifted, BaselineDecisionTest.RULES);
        assertThat(BaselineConsole.of(verdict, BaselineDecisionTest.RULES, false))
                .contains("baseline: unknown, measured", "gate timed --base REF\n");
    }

    @Test
    void theFileHasEveryForkAndTheVerdict() throws IOException {
        BaselineRun run = run();
        BaselineVerdict verdict = BaselineDecision.of(STORED, run, BaselineDecisionTest.RULES);
        Path file = BaselineRunFile.write(folder, run, null);
        assertThat(tree(file).get("verdict").isNull()).isTrue();
        BaselineRunFile.write(folder, run, verdict);
        assertThat(file).isEqualTo(folder.resolve("baseline-gate.json"));
        JsonNode tree = tree(file);
        assertThat(tree.get("schema").intValue()).isEqualTo(2);
        assertThat(tree.get("kind").stringValue()).isEqualTo("spinlab-baseline-gate");
        assertThat(tree.at("/run/seed").intValue()).isEqualTo(1);
        assertThat(tree.at("/run/machine/id").stringValue())
                .isEqualTo(Machines.fingerprint().id());
        assertThat(tree.at("/run/rows").size()).isEqualTo(6 * DrawnRun.FORKS);
        assertThat(tree.at("/run/rows/0/values/values/cpuNanosPerSuccess").doubleValue())
                .isEqualTo(run.rows().get(0).values().values().get(Metric.CPU));
        assertThat(tree.at("/run/kernels").size()).isEqualTo(3 * (DrawnRun.FORKS + 1));
        assertThat(tree.at("/run/canary/unslowed").size()).isEqualTo(DrawnRun.FORKS);
        assertThat(tree.at("/run/canary/slowed").size()).isEqualTo(DrawnRun.FORKS);
        assertThat(tree.at("/verdict/canary/outcome").stringValue()).isEqualTo("REGRESSED");
        assertThat(tree.at("/run/kernels/1/kernel").stringValue()).isEqualTo("cacheMiss");
        assertThat(tree.at("/verdict/status").stringValue()).isEqualTo("REGRESSED");
        assertThat(tree.at("/verdict/rows").size()).isEqualTo(verdict.rows().size());
    }

    private static JsonNode tree(Path file) throws IOException {
        return JsonFiles.STRICT.readTree(Files.readString(file));
    }

    @Test
    void aRunBecomesABaselineRowByRow() {
        BaselineRun run = DrawnRun.seeded(1).draw();
        TimedBaseline baseline = run.baseline();
        RowKey cpu = new RowKey("rqspinlock", DrawnRun.WORKLOADS.get(1), Metric.CPU);
        RowKey goodput = new RowKey("rqspinlock", DrawnRun.WORKLOADS.get(1), Metric.GOODPUT);
        List<Double> forks = run.rows().stream()
                .filter(fork ->
                        fork.backend().equals(cpu.backend()) && fork.workload().equals(cpu.workload()))
                .map(fork -> fork.values().values().get(Metric.CPU))
                .toList();
        assertThat(baseline.rows())
                .hasSize(6 * 5)
                .containsEntry(
                        cpu.toString(), new TimedBaseline.Row("ns", Metric.CPU.direction(), Scaling.TIME, forks));
        assertThat(baseline.rows().get(goodput.toString()))
                .extracting(TimedBaseline.Row::unit, TimedBaseline.Row::direction, TimedBaseline.Row::scaling)
                .containsExactly("ops/s", Metric.GOODPUT.direction(), Scaling.RATE);
        assertThat(baseline.calibration().handOver())
                .hasSize(DrawnRun.FORKS + 1)
                .startsWith(run.kernels().get(2).nanos());
        assertThat(baseline.time()).isEqualTo(run.started());
        assertThat(baseline.fingerprintOfMachine()).isEqualTo(run.machine());
        TimedBaselineFile.write(folder, baseline);
        assertThat(TimedBaselineFile.find(folder, run.machine())).contains(baseline);
    }

    @Test
    void aRunWithoutKernelsIsNoBaseline() {
        BaselineRun run = DrawnRun.seeded(1).draw();
        BaselineRun without =
                new BaselineRun(run.started(), 1, run.commit(), run.machine(), run.rows(), List.of(), run.canary());
        assertThatIllegalArgumentException()
                .isThrownBy(without::baseline)
                .withMessage("calibration kernel cas has no fork");
    }
}
