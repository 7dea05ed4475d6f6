package dev.spinlab.results.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.gate.timed.GateData.Source;
import dev.spinlab.results.gate.timed.Settings.Floors;
import dev.spinlab.results.gate.timed.Status.OnUndecided;
import dev.spinlab.results.stat.Interval;
import dev.spinlab.results.stat.PairTest.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
    private static final Settings RULES = new Settings(Method.T, 0.05, 0.01, List.of(0.5, 1.0), "5m", Floors.USUAL);
    private static final Map<Arm, Source> ARMS =
            Map.of(Arm.BASE, new Source("a", "", "a.jar"), Arm.HEAD, new Source("b", "", "b.jar"));
    private static final RowKey ROW = new RowKey("a", "b", Metric.CPU);

    @ParameterizedTest
    @CsvSource({
        "PASS, REPORT, 0",
        "PASS, FAIL, 0",
        "REGRESSED, REPORT, 1",
        "REGRESSED, PASS, 1",
        "VOID, REPORT, 2",
        "VOID, PASS, 2",
        "UNDECIDED, REPORT, 3",
        "UNDECIDED, PASS, 0",
        "UNDECIDED, FAIL, 1"
    })
    void exitCodes(Status status, OnUndecided onUndecided, int code) {
        assertThat(status.exitCode(onUndecided)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false, false, PASS",
        "false, false, false, true, UNDECIDED",
        "false, false, true, true, REGRESSED",
        "false, true, true, true, VOID",
        "true, true, true, true, REGRESSED",
        "true, false, true, false, REGRESSED"
    })
    void whatIsBrokenOutranksControlsAndTheseOutrankClocks(
            boolean broken, boolean isVoid, boolean red, boolean open, Status expected) {
        assertThat(Status.of(broken, isVoid, red, open)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void aMetricIsFoundByItsId(Metric metric) {
        assertThat(Metric.of(metric.id())).isSameAs(metric);
        assertThat(metric.unit()).isNotBlank();
    }

    @Test
    void onlyGoodputIsBetterWhenGreaterAndCountsAreNotTimed() {
        assertThat(Arrays.stream(Metric.values()).filter(metric -> metric.direction() == Direction.GREATER_IS_BETTER))
                .containsExactly(Metric.GOODPUT);
        assertThat(Arrays.stream(Metric.values()).filter(metric -> !metric.timed()))
                .containsExactly(Metric.FAILED_CALLS, Metric.FAILED_FORKS, Metric.VIOLATIONS, Metric.BACKLOG);
        rejected("unknown metric nanos", () -> Metric.of("nanos"));
    }

    @Test
    void aBlockIsWorseWhereTimesRiseOrGoodputFalls() {
        Block block = block(Arm.HEAD, 100, 110, 120, 105);
        assertThat(block.worsenings(Metric.CPU))
                .containsExactly(new double[] {Math.log(1.1), Math.log(120.0 / 105)}, within(1e-12));
        assertThat(block.worsenings(Metric.GOODPUT))
                .containsExactly(new double[] {-Math.log(1.1), -Math.log(120.0 / 105)}, within(1e-12));
        rejected("round 7 has not measured p99Nanos", () -> block.worsenings(Metric.P99));
    }

    @Test
    void theOtherOrderTurnsTheSign() {
        Block abba = new Block(1, 1, "a", "b", Arm.HEAD, forks("BHHB"));
        Block baab = new Block(1, 1, "a", "b", Arm.HEAD, forks("HBBH"));
        double[] forwards = abba.worsenings(Metric.CPU);
        double[] backwards = baab.worsenings(Metric.CPU);
        assertThat(forwards).hasSize(Block.PAIRS).doesNotContain(0.0);
        assertThat(backwards).containsExactly(new double[] {-forwards[0], -forwards[1]}, within(1e-12));
        assertThat(abba.measures(ROW)).isTrue();
        assertThat(abba.measures(new RowKey("x", "b", Metric.CPU))).isFalse();
        assertThat(abba.measures(new RowKey("a", "x", Metric.CPU))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BHBH", "HBHB", "BBHH", "HHHH", "BBBB", "BHNB", "BNNB", "BHHN", "NHHN"})
    void otherOrdersAreNoBlocks(String order) {
        rejected(
                "block of round 7 (a, b) is not BASE and HEAD in the order ABBA or BAAB",
                () -> new Block(7, 1, "a", "b", Arm.HEAD, forks(order)));
    }

    @Test
    void blocksThatAreIncompleteAreRejected() {
        rejected("block of round 7 (a, b) has 1 forks instead of 4", () -> block(Arm.HEAD, 100));
        rejected("is not BASE and BASE", () -> new Block(7, 1, "a", "b", Arm.BASE, forks("BBBB")));
        rejected("belongs to no look", () -> new Block(7, 0, "a", "b", Arm.HEAD, forks("BHHB")));
        List<ForkValues> uneven = new ArrayList<>(forks("BHHB"));
        uneven.set(3, new ForkValues(3, Arm.BASE, Map.of(Metric.CPU, 1.0), Map.of(), 1, 0, 0));
        rejected("has forks with different metrics", () -> new Block(7, 1, "a", "b", Arm.HEAD, uneven));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aForkHasPositiveFiniteValues(double value) {
        rejected(
                "fork 3 has cpuNanosPerSuccess " + value + ", which must be positive and finite",
                () -> new ForkValues(3, Arm.HEAD, Map.of(Metric.CPU, value), Map.of(), 1, 0, 0));
    }

    @Test
    void aForkHasCallsAndNoNegativeCounts() {
        assertThat(new ForkValues(3, Arm.HEAD, Map.of(), Map.of("EBUSY", 0L), 1, 0, 0).failedShare("EBUSY"))
                .isZero();
        assertThat(new ForkValues(3, Arm.HEAD, Map.of(), Map.of("EBUSY", 3L), 4, 0, 0).failedShare("EBUSY"))
                .isEqualTo(0.75);
        assertThat(new ForkValues(3, Arm.HEAD, Map.of(), Map.of("EBUSY", 3L), 4, 0, 0).failedShare("ETIMEDOUT"))
                .isZero();
        String problem = "fork 3 has a negative count or no calls";
        rejected(problem, () -> new ForkValues(3, Arm.HEAD, Map.of(), Map.of(), 0, 0, 0));
        rejected(problem, () -> new ForkValues(3, Arm.HEAD, Map.of(), Map.of(), 1, -1, 0));
        rejected(problem, () -> new ForkValues(3, Arm.HEAD, Map.of(), Map.of(), 1, 0, -1));
        rejected(problem, () -> new ForkValues(3, Arm.HEAD, Map.of(), Map.of("EBUSY", -1L), 1, 0, 0));
        rejected(
                "backlogPeak is a count, not a value of fork 3",
                () -> new ForkValues(3, Arm.HEAD, Map.of(Metric.BACKLOG, 1.0), Map.of(), 1, 0, 0));
    }

    @Test
    void theRulesFollowFromTheMargin() {
        assertThat(RULES.logMargin()).isCloseTo(Math.log(1.05), within(1e-15));
        assertThat(RULES.logFloor()).isCloseTo(Math.log(1.05) / 2, within(1e-15));
        assertThat(RULES.backlogFloor()).isCloseTo(1.2, within(1e-15));
        // All looks of times and counts together spend alpha.
        assertThat(RULES.equivalenceAlpha(1) + RULES.equivalenceAlpha(2)).isCloseTo(0.05, within(1e-12));
        assertThat(RULES.equivalenceAlpha(1)).isGreaterThan(0.02);
        assertThat(RULES.timesAlpha(1) + RULES.timesAlpha(2)).isCloseTo(0.008, within(1e-12));
        assertThat(RULES.countsAlpha(1) + RULES.countsAlpha(2)).isCloseTo(0.002, within(1e-12));
        assertThat(RULES.timesAlpha(1)).isLessThan(0.001);
    }

    @Test
    void rulesThatMakeNoSenseAreRejected() {
        for (double margin : new double[] {0, 1, Double.NaN}) {
            rejected(
                    "margin must lie between 0 and 1, not at " + margin,
                    () -> new Settings(Method.T, margin, 0.01, List.of(1.0), "", Floors.USUAL));
        }
        rejected("no looks are planned", () -> new Settings(Method.T, 0.05, 0.01, List.of(), "", Floors.USUAL));
        rejected("alpha", () -> new Settings(Method.T, 0.05, 1, List.of(1.0), "", Floors.USUAL));
        rejected("floors must not be negative", () -> new Floors(-1, 0, 0));
        rejected("floors must not be negative", () -> new Floors(0, -1, 0));
        rejected("floors must not be negative", () -> new Floors(0, 0, Double.NaN));
        assertThat(new Floors(0, 0, 0).failedShare()).isZero();
        assertThat(Floors.USUAL).isEqualTo(new Floors(0.5, 0.01, 4));
    }

    @Test
    void dataThatDoNotFitTogetherAreRejected() {
        rejected("arm HEAD is missing", () -> data(Map.of(Arm.BASE, new Source("", "", "")), List.of(ROW), List.of()));
        rejected("arm BASE is missing", () -> data(Map.of(), List.of(ROW), List.of()));
        rejected("the family is empty or names a row twice", () -> data(ARMS, List.of(), List.of()));
        rejected("the family is empty or names a row twice", () -> data(ARMS, List.of(ROW, ROW), List.of()));
        rejected(
                "counts always gate, so the family must not name a, b, violations",
                () -> data(ARMS, List.of(new RowKey("a", "b", Metric.VIOLATIONS)), List.of()));
        rejected(
                "round 7 is of arm NULL, whose source is missing",
                () -> data(ARMS, List.of(ROW), List.of(block(Arm.NULL, 1, 2, 3, 4))));
        rejected(
                "round 7 is of look 3 of 2",
                () -> data(ARMS, List.of(ROW), List.of(new Block(7, 3, "a", "b", Arm.HEAD, forks("BHHB")))));
        rejected(
                "a failed fork of a is of look 5 of 4",
                () -> GateFixture.seeded(1)
                        .failing(new FailedFork(5, "a", "b", "hung"))
                        .data());
        assertThat(data(ARMS, List.of(ROW), List.of()).lastLook()).isZero();
        assertThat(data(ARMS, List.of(ROW), List.of(new Block(7, 2, "a", "b", Arm.HEAD, forks("BHHB"))))
                        .lastLook())
                .isEqualTo(2);
    }

    @Test
    void rowsAreOrderedByTheirPartsAndNamed() {
        RowKey coded = new RowKey("a", "b", Metric.FAILED_CALLS, "EBUSY");
        List<RowKey> ordered = List.of(
                ROW,
                new RowKey("a", "b", Metric.WALL),
                coded,
                new RowKey("a", "b", Metric.FAILED_CALLS, "EDEADLK"),
                new RowKey("a", "c", Metric.CPU),
                new RowKey("b", "a", Metric.CPU));
        List<RowKey> shuffled = new ArrayList<>(ordered);
        java.util.Collections.reverse(shuffled);
        assertThat(shuffled.stream().sorted()).containsExactlyElementsOf(ordered);
        assertThat(coded).hasToString("a, b, failedCallShare EBUSY");
        assertThat(ROW).hasToString("a, b, cpuNanosPerSuccess");
    }

    @Test
    void theWorstRowsComeFirst() {
        List<RowVerdict> ordered = List.of(
                verdict("d", true, Outcome.BROKEN, Double.NaN),
                verdict("c", true, Outcome.REGRESSED, 1.3),
                verdict("b", true, Outcome.REGRESSED, 1.1),
                verdict("a", true, Outcome.UNDECIDED, 1),
                verdict("b", true, Outcome.UNDECIDED, 1),
                verdict("a", true, Outcome.IMPROVED, 0.5),
                verdict("a", false, Outcome.REGRESSED, 2));
        List<RowVerdict> shuffled = new ArrayList<>(ordered);
        java.util.Collections.reverse(shuffled);
        assertThat(new GateVerdict(Status.PASS, 1, List.of(), shuffled).rows(Arm.HEAD))
                .containsExactlyElementsOf(ordered);
        assertThat(new GateVerdict(Status.PASS, 1, List.of(), shuffled).rows(Arm.NULL))
                .isEmpty();
    }

    private static RowVerdict verdict(String backend, boolean gated, Outcome outcome, double ratio) {
        return new RowVerdict(
                new RowKey(backend, "w", Metric.CPU),
                Arm.HEAD,
                gated,
                outcome,
                1,
                Interval.pointOnly(ratio, 0.9, 3),
                1,
                "");
    }

    private static GateData data(Map<Arm, Source> arms, List<RowKey> family, List<Block> blocks) {
        return new GateData("", 1, RULES, "", arms, family, blocks, List.of());
    }

    /** A block in the order ABBA with these values. */
    private static Block block(Arm versus, double... values) {
        List<Arm> order = List.of(Arm.BASE, versus, versus, Arm.BASE);
        List<ForkValues> forks = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            forks.add(fork(i, order.get(i), values[i]));
        }
        return new Block(7, 1, "a", "b", versus, forks);
    }

    /** Forks of the arms with these initials, with values 1, 2, 4, 1.5. */
    private static List<ForkValues> forks(String order) {
        double[] values = {1, 2, 4, 1.5};
        List<ForkValues> forks = new ArrayList<>();
        for (int i = 0; i < order.length(); i++) {
            Arm arm = order.charAt(i) == 'B' ? Arm.BASE : order.charAt(i) == 'H' ? Arm.HEAD : Arm.NULL;
            forks.add(fork(i, arm, values[i]));
        }
        return forks;
    }

    private static ForkValues fork(int sequence, Arm arm, double value) {
        return new ForkValues(sequence, arm, Map.of(Metric.CPU, value, Metric.GOODPUT, value), Map.of(), 1, 0, 0);
    }

    private static void rejected(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }
}
