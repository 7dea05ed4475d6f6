package dev.spinlab.results.gate.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.gate.timed.ForkValues;
import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.gate.timed.Outcome;
import dev.spinlab.results.gate.timed.RowKey;
import dev.spinlab.results.gate.timed.Settings;
import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.stat.PairTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineDecisionTest {
    static final Settings RULES =
            new Settings(PairTest.Method.T, 0.1, 0.01, List.of(1.0), "7 forks a row", Settings.Floors.USUAL);
    private static final TimedBaseline STORED = DrawnRun.seeded(1).draw().baseline();
    private static final int CASES = DrawnRun.BACKENDS.size() * DrawnRun.WORKLOADS.size();

    /** The rows, both halves of the canary and the kernels. */
    private static final int SEQUENCES_OF_A_ROUND = CASES + 2 + CalibrationKernel.values().length;

    private static BaselineVerdict judge(DrawnRun run) {
        return BaselineDecision.of(STORED, run.draw(), RULES);
    }

    private static List<BaselineVerdict.Row> rows(BaselineVerdict verdict, Metric metric) {
        return verdict.rows().stream()
                .filter(row -> row.row().metric() == metric)
                .toList();
    }

    /** What is drawn anew for one backend. */
    private static DrawnRun rqspinlock(Map<String, Long> failures, long violations, double backlog) {
        return DrawnRun.seeded(2)
                .changing((backend, fork) -> backend.equals("rqspinlock")
                        ? new ForkValues(
                                fork.sequence(),
                                fork.arm(),
                                fork.values(),
                                failures.isEmpty() ? fork.failures() : failures,
                                fork.calls(),
                                violations,
                                Math.round(fork.backlogPeak() * backlog))
                        : fork);
    }

    @Test
    void theSameAgainPasses() {
        BaselineVerdict verdict = judge(DrawnRun.seeded(2));
        assertThat(verdict.status()).isEqualTo(Status.PASS);
        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.missing()).isEmpty();
        assertThat(rows(verdict, Metric.CPU))
                .hasSize(CASES)
                .allMatch(row -> row.gated()
                        && row.outcome() == Outcome.EQUIVALENT
                        && row.detail().isEmpty());
        assertThat(rows(verdict, Metric.GOODPUT))
                .hasSize(CASES)
                .allMatch(row -> !row.gated() && row.outcome() == Outcome.EQUIVALENT);
        assertThat(rows(verdict, Metric.VIOLATIONS)).hasSize(CASES).allMatch(row -> row.outcome() == Outcome.NO_RISE);
        assertThat(rows(verdict, Metric.BACKLOG)).hasSize(CASES).allMatch(row -> row.outcome() == Outcome.NO_RISE);
        assertThat(rows(verdict, Metric.FAILED_CALLS))
                .as("EBUSY; a code that never occurred is none")
                .hasSize(CASES)
                .allMatch(row ->
                        row.outcome() == Outcome.NO_RISE && row.row().code().equals("EBUSY"));
        assertThat(verdict.commit()).isEqualTo("c0ffee");
        assertThat(verdict.time()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(verdict.slower()).isCloseTo(1, within(0.02));
    }

    @Test
    void whatIsSlowerIsNamedAndNothingElse() {
        BaselineVerdict verdict = judge(DrawnRun.seeded(2).cpuTimes("rqspinlock", 1.2));
        assertThat(verdict.status()).isEqualTo(Status.REGRESSED);
        assertThat(verdict.rows())
                .filteredOn(row -> row.outcome().red())
                .hasSize(DrawnRun.WORKLOADS.size())
                .allMatch(row ->
                        row.row().backend().equals("rqspinlock") && row.row().metric() == Metric.CPU)
                .allSatisfy(row -> {
                    assertThat(row.before()).isCloseTo(150, within(3.0));
                    assertThat(row.after()).isCloseTo(180, within(3.0));
                    assertThat(row.ratio().estimate()).isCloseTo(1.2, within(0.03));
                    assertThat(row.ratio().level()).isCloseTo(0.9, within(1e-12));
                    assertThat(row.p()).isLessThan(0.008);
                });
        assertThat(verdict.rows().get(0).outcome()).as("the worst first").isEqualTo(Outcome.REGRESSED);
        assertThat(verdict.reasons())
                .hasSize(2)
                .allMatch(
                        reason -> reason.matches(
                                "rqspinlock, .*, cpuNanosPerSuccess regressed: 1[45]\\d ns before, 1[78]\\d ns after, ratio 1\\.\\d{3}"));
    }

    @Test
    void whatIsFasterIsImprovedAndPasses() {
        BaselineVerdict verdict = judge(DrawnRun.seeded(2).cpuTimes("rqspinlock", 0.8));
        assertThat(verdict.status()).isEqualTo(Status.PASS);
        assertThat(rows(verdict, Metric.CPU))
                .filteredOn(row -> row.outcome() == Outcome.IMPROVED)
                .hasSize(2)
                .allMatch(row -> row.row().backend().equals("rqspinlock") && row.p() < 0.008);
    }

    @Test
    void aSlowerMachineIsNoRegression() {
        BaselineVerdict verdict = judge(DrawnRun.seeded(2).onMachine(1.08));
        assertThat(verdict.status()).isEqualTo(Status.PASS);
        assertThat(verdict.slower()).isCloseTo(1.08, within(0.02));
        assertThat(rows(verdict, Metric.CPU))
                .allMatch(row -> Math.abs(row.ratio().estimate() - 1) < 0.03);
        assertThat(rows(verdict, Metric.GOODPUT))
                .allMatch(row -> Math.abs(row.ratio().estimate() - 1) < 0.03);
        BaselineVerdict control = judge(DrawnRun.seeded(2).onMachine(1.2).kernels(1, 1, 1));
        assertThat(control.status()).as("slower rows without slower kernels").isEqualTo(Status.REGRESSED);
    }

    @Test
    void kernelsThatDisagreeLeaveRowsUndecided() {
        BaselineVerdict verdict = judge(DrawnRun.seeded(2).onMachine(1.04).kernels(1, 1.04, 1.08));
        assertThat(verdict.status()).isEqualTo(Status.PASS);
        BaselineVerdict between =
                judge(DrawnRun.seeded(2).onMachine(1.04).kernels(1, 1.04, 1.08).cpuTimes("rqspinlock", 1.08));
        assertThat(between.status()).isEqualTo(Status.UNDECIDED);
        assertThat(judge(DrawnRun.seeded(2).onMachine(1.04).cpuTimes("rqspinlock", 1.15))
                        .status())
                .isEqualTo(Status.REGRESSED);
    }

    @Test
    void aDropOfThroughputIsSeenAsWorseAndARiseAsBetter() {
        BaselineVerdict drop = judge(DrawnRun.seeded(2).goodputTimes("rqspinlock", 0.8));
        assertThat(rows(drop, Metric.GOODPUT))
                .filteredOn(row -> row.outcome() == Outcome.REGRESSED)
                .hasSize(2)
                .allMatch(row -> row.row().backend().equals("rqspinlock"))
                .allMatch(row -> row.ratio().estimate() < 0.85);
        BaselineVerdict rise = judge(DrawnRun.seeded(2).goodputTimes("rqspinlock", 1.25));
        assertThat(rows(rise, Metric.GOODPUT))
                .filteredOn(row -> row.outcome() == Outcome.IMPROVED)
                .hasSize(2);
        assertThat(rise.rows()).noneMatch(row -> row.outcome().red());
    }

    @ParameterizedTest
    @CsvSource({"1.2, 1.2, 1.2", "0.8, 0.8, 0.8", "1, 1, 1.15", "1, 0.85, 1"})
    void driftOfTheKernelsIsVoid(double cas, double cacheMiss, double handOver) {
        BaselineVerdict verdict =
                judge(DrawnRun.seeded(2).kernels(cas, cacheMiss, handOver).cpuTimes("rqspinlock", 1.5));
        assertThat(verdict.status()).isEqualTo(Status.VOID);
        assertThat(verdict.reasons()).isNotEmpty().allMatch(reason -> reason.startsWith("calibration kernel"));
        assertThat(rows(verdict, Metric.CPU))
                .hasSize(CASES)
                .allMatch(row ->
                        row.outcome() == Outcome.UNDECIDED && row.detail().equals("void"));
        assertThat(verdict.kernels()).hasSize(3);
    }

    @Test
    void aCanaryThatIsMissedOrNotMeasuredIsVoid() {
        BaselineVerdict.Row found = judge(DrawnRun.seeded(2)).canary();
        assertThat(found).isNotNull().satisfies(row -> {
            assertThat(row.row()).isEqualTo(new RowKey("percpu-counter", DrawnRun.WORKLOADS.get(0), Metric.CPU));
            assertThat(row.outcome()).isEqualTo(Outcome.REGRESSED);
            assertThat(row.ratio().estimate()).isCloseTo(1.2, within(0.03));
        });
        BaselineVerdict missed = judge(DrawnRun.seeded(2).planted(1));
        assertThat(missed.status()).isEqualTo(Status.VOID);
        assertThat(missed.reasons())
                .singleElement()
                .asString()
                .startsWith(
                        "the canary was missed: percpu-counter, create-delete, 1 CPU x 1 task, cpuNanosPerSuccess, 1");
        BaselineVerdict without = judge(DrawnRun.seeded(2).planted(0));
        assertThat(without.status()).isEqualTo(Status.VOID);
        assertThat(without.reasons()).containsExactly("the canary was not measured");
        assertThat(without.canary()).isNull();
    }

    /** To count operations takes longer too, and that is no work that was planted. */
    @Test
    void whatPlantsTheCanaryIsNotTakenForIt() {
        BaselineVerdict.Row found = judge(DrawnRun.seeded(2).counting(1.3)).canary();
        assertThat(found)
                .isNotNull()
                .satisfies(row -> assertThat(row.ratio().estimate()).isCloseTo(1.2, within(0.03)));
        assertThat(judge(DrawnRun.seeded(2).counting(1.3).planted(1)).reasons())
                .singleElement()
                .asString()
                .startsWith("the canary was missed");
    }

    /** What made this build faster does not hide the canary, which is compared with this build. */
    @Test
    void aBuildThatIsFasterKeepsItsCanary() {
        assertThat(judge(DrawnRun.seeded(2).cpuTimes("percpu-counter", 0.7)).status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void aViolationIsRedEvenIfTheClocksAreVoid() {
        BaselineVerdict verdict = judge(rqspinlock(Map.of(), 1, 1).kernels(1.5, 1, 1));
        assertThat(verdict.status()).isEqualTo(Status.REGRESSED);
        assertThat(verdict.reasons().get(0))
                .isEqualTo("rqspinlock, create-delete, 1 CPU x 1 task, violations is broken: 7 in all");
    }

    @Test
    void aNewErrorCodeIsRedHoweverRareAndOneThatIsGoneIsNot() {
        BaselineVerdict added = judge(rqspinlock(Map.of("EBUSY", 205L, "ETIMEDOUT", 1L), 0, 1));
        assertThat(added.status()).isEqualTo(Status.REGRESSED);
        assertThat(added.reasons())
                .contains("rqspinlock, create-delete, 1 CPU x 1 task, failedCallShare ETIMEDOUT is broken: "
                        + "new code, 0.10 % of the calls");
        BaselineVerdict gone = judge(rqspinlock(Map.of("EBUSY", 0L), 0, 1));
        assertThat(gone.status()).isEqualTo(Status.PASS);
        assertThat(gone.missing())
                .contains("rqspinlock, create-delete, 1 CPU x 1 task, failedCallShare EBUSY is in the baseline only");
    }

    @ParameterizedTest
    @CsvSource({"205, 1, PASS", "214, 1, PASS", "260, 1, REGRESSED", "205, 1.3, PASS", "205, 1.6, REGRESSED"})
    void sharesAndBacklogsAreRedBeyondTheirFloor(long failures, double backlog, Status status) {
        BaselineVerdict verdict = judge(rqspinlock(Map.of("EBUSY", failures), 0, backlog));
        assertThat(verdict.status()).isEqualTo(status);
        assertThat(verdict.rows())
                .filteredOn(row -> row.outcome().red())
                .allMatch(row -> row.row().backend().equals("rqspinlock"))
                .hasSize(status == Status.PASS ? 0 : 2);
    }

    @Test
    void countsWithoutSpreadAreTakenAtTheirWord() {
        DrawnRun exact = DrawnRun.seeded(1).changing((backend, fork) -> counted(fork, 0));
        TimedBaseline stored = exact.draw().baseline();
        BaselineVerdict more = BaselineDecision.of(
                stored,
                DrawnRun.seeded(2).changing((backend, fork) -> counted(fork, 1)).draw(),
                RULES);
        assertThat(more.status()).isEqualTo(Status.REGRESSED);
        assertThat(rows(more, Metric.BACKLOG)).allMatch(row -> row.outcome() == Outcome.REGRESSED && row.p() == 0);
        BaselineVerdict same = BaselineDecision.of(
                stored,
                DrawnRun.seeded(2).changing((backend, fork) -> counted(fork, 0)).draw(),
                RULES);
        assertThat(same.status()).isEqualTo(Status.PASS);
    }

    @Test
    void countsThatAreTheSameThroughoutHaveNotRisen() {
        DrawnRun forty = DrawnRun.seeded(1).changing((backend, fork) -> counted(fork, 40));
        BaselineVerdict same = BaselineDecision.of(forty.draw().baseline(), forty.draw(), RULES);
        assertThat(rows(same, Metric.BACKLOG)).hasSize(CASES).allMatch(row -> row.outcome() == Outcome.NO_RISE);
    }

    @Test
    void countsThatScatterAlikeAreNotTakenAtTheirWord() {
        BaselineVerdict more = BaselineDecision.of(
                DrawnRun.seeded(1).changing(scattering(10)).draw().baseline(),
                DrawnRun.seeded(2).changing(scattering(20)).draw(),
                RULES);
        assertThat(rows(more, Metric.BACKLOG)).hasSize(CASES).noneMatch(row -> row.p() == 0);
    }

    /** Twenty more in every other round. */
    private static BiFunction<String, ForkValues, ForkValues> scattering(long least) {
        return (backend, fork) -> counted(fork, least + (fork.sequence() / SEQUENCES_OF_A_ROUND % 2 == 0 ? 0 : 20));
    }

    private static ForkValues counted(ForkValues fork, long backlog) {
        return new ForkValues(fork.sequence(), fork.arm(), fork.values(), Map.of(), fork.calls(), 0, backlog);
    }

    @Test
    void aRowThatIsNotStoredIsUndecided() {
        Map<String, TimedBaseline.Row> fewer = new TreeMap<>(STORED.rows());
        RowKey cpu = new RowKey("rqspinlock", DrawnRun.WORKLOADS.get(0), Metric.CPU);
        RowKey backlog = new RowKey("rqspinlock", DrawnRun.WORKLOADS.get(0), Metric.BACKLOG);
        fewer.remove(cpu.toString());
        fewer.remove(backlog.toString());
        TimedBaseline stored = Machines.baseline(Machines.fingerprint(), STORED.calibration(), fewer);
        BaselineVerdict verdict = BaselineDecision.of(stored, DrawnRun.seeded(2).draw(), RULES);
        assertThat(verdict.status()).isEqualTo(Status.UNDECIDED);
        assertThat(verdict.reasons()).containsExactly("not every row could be decided");
        assertThat(verdict.rows())
                .filteredOn(row -> row.outcome() == Outcome.UNDECIDED)
                .extracting(BaselineVerdict.Row::row)
                .containsExactlyInAnyOrder(cpu, backlog);
        assertThat(verdict.rows().get(0).detail()).isEqualTo("not in the baseline");
        assertThat(verdict.missing())
                .containsExactlyInAnyOrder(cpu + " is not in the baseline", backlog + " is not in the baseline");
    }

    @Test
    void aRowThatIsNotStoredCountsInTheFamily() {
        Map<String, TimedBaseline.Row> fewer = new TreeMap<>(STORED.rows());
        fewer.remove(new RowKey("percpu-counter", DrawnRun.WORKLOADS.get(0), Metric.CPU).toString());
        TimedBaseline stored = Machines.baseline(Machines.fingerprint(), STORED.calibration(), fewer);
        BaselineRun slower = DrawnRun.seeded(2).cpuTimes("rqspinlock", 1.2).draw();
        assertThat(smallestP(BaselineDecision.of(stored, slower, RULES)))
                .isPositive()
                .isEqualTo(smallestP(BaselineDecision.of(STORED, slower, RULES)));
    }

    private static double smallestP(BaselineVerdict verdict) {
        return rows(verdict, Metric.CPU).stream()
                .mapToDouble(BaselineVerdict.Row::p)
                .filter(p -> !Double.isNaN(p))
                .min()
                .orElseThrow();
    }

    @Test
    void rowsThatGateAndRowsThatAdviseHaveLevelsOfTheirOwn() {
        List<BaselineVerdict.Row> rows = LongStream.range(100, 200)
                .mapToObj(seed -> judge(DrawnRun.seeded(seed)
                        .noise(0.05)
                        .cpuTimes("rqspinlock", 1.15)
                        .goodputTimes("rqspinlock", 0.87)))
                .flatMap(verdict -> verdict.rows().stream())
                .filter(row -> row.row().metric().timed() && row.row().backend().equals("rqspinlock"))
                .filter(row -> !row.detail().equals("void"))
                .toList();
        double level = RULES.alpha() * Settings.TIMES;
        assertThat(rows)
                .filteredOn(row -> row.gated() && row.outcome() == Outcome.REGRESSED)
                .isNotEmpty()
                .allMatch(row -> row.p() <= level);
        assertThat(rows)
                .filteredOn(row -> !row.gated() && row.outcome() == Outcome.REGRESSED)
                .isNotEmpty()
                .allMatch(row -> row.p() <= Settings.ADVISORY)
                .as("some would not do to gate")
                .anyMatch(row -> row.p() > level);
        assertThat(rows)
                .filteredOn(row -> row.outcome() == Outcome.UNDECIDED)
                .allMatch(row -> row.p() > (row.gated() ? level : Settings.ADVISORY))
                .as("some would do to advise")
                .anyMatch(row -> row.gated() && row.p() <= Settings.ADVISORY);
    }

    private static boolean everyOther(ForkValues fork) {
        return fork.sequence() % (2 * SEQUENCES_OF_A_ROUND) < SEQUENCES_OF_A_ROUND;
    }

    /** In every other round forks take twice as long, in those backends. */
    private static BaselineVerdict noisy(List<String> backends) {
        return judge(DrawnRun.seeded(2)
                .changing((backend, fork) -> backends.contains(backend)
                        ? new ForkValues(
                                fork.sequence(),
                                fork.arm(),
                                Map.of(Metric.CPU, everyOther(fork) ? 100.0 : 200.0, Metric.GOODPUT, 6e6),
                                fork.failures(),
                                fork.calls(),
                                0,
                                fork.backlogPeak())
                        : fork));
    }

    @Test
    void aNoisyRowIsUndecidedAndANoisyMachineVoidAndNeitherPasses() {
        BaselineVerdict row = noisy(List.of("rqspinlock"));
        assertThat(row.status()).isEqualTo(Status.UNDECIDED);
        assertThat(row.rows().get(0).detail()).isEqualTo("the data do not tell");
        BaselineVerdict machine = noisy(DrawnRun.BACKENDS);
        assertThat(machine.status()).isEqualTo(Status.VOID);
        assertThat(machine.reasons()).singleElement().asString().startsWith("the canary was missed");
    }

    /** Two runs of the same thing, and one that is slower by a fifth in one backend, with the noise of a quiet machine. */
    @Test
    void drawnGatesRaiseNoFalseAlarmAndFindWhatIsSlower() {
        List<BaselineVerdict> same = LongStream.range(100, 300)
                .mapToObj(seed -> BaselineDecision.of(
                        DrawnRun.seeded(seed).noise(0.02).draw().baseline(),
                        DrawnRun.seeded(seed + 1000).noise(0.02).draw(),
                        RULES))
                .toList();
        assertThat(same)
                .filteredOn(verdict -> verdict.status() == Status.REGRESSED)
                .isEmpty();
        List<BaselineVerdict> slower = LongStream.range(100, 200)
                .mapToObj(seed -> BaselineDecision.of(
                        DrawnRun.seeded(seed).noise(0.02).draw().baseline(),
                        DrawnRun.seeded(seed + 1000)
                                .noise(0.02)
                                .cpuTimes("rqspinlock", 1.2)
                                .draw(),
                        RULES))
                .toList();
        assertThat(slower)
                .filteredOn(verdict -> verdict.status() == Status.REGRESSED)
                .hasSizeGreaterThan(95)
                .allSatisfy(verdict -> assertThat(verdict.rows())
                        .filteredOn(row -> row.outcome().red())
                        .allMatch(row -> row.row().backend().equals("rqspinlock")));
    }
}
