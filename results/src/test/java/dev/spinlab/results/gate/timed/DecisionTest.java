package dev.spinlab.results.gate.timed;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.spinlab.results.stat.PairTest.Method;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionTest {
    private static final int LAST = 4;

    @ParameterizedTest
    @EnumSource(Method.class)
    void nothingPlantedPassesAndEveryRowIsEquivalent(Method method) {
        GateVerdict verdict =
                Decision.after(GateFixture.seeded(1).method(method).data(), LAST);
        assertThat(verdict.status()).isEqualTo(Status.PASS);
        assertThat(verdict.reasons()).isEmpty();
        GateData measured = GateFixture.seeded(1).method(method).data();
        assertThat(verdict.next(measured.settings(), lanes(measured))).isEmpty();
        assertThat(times(verdict, Arm.HEAD)).hasSize(13).allSatisfy(row -> {
            assertThat(row.outcome()).isEqualTo(Outcome.EQUIVALENT);
            assertThat(row.worsening().high()).isLessThanOrEqualTo(1.05);
            assertThat(row.worsening().low()).isGreaterThanOrEqualTo(1 / 1.05);
            assertThat(row.worsening().level()).isCloseTo(0.9, within(1e-15));
            assertThat(row.detail()).isEmpty();
        });
        assertThat(times(verdict, Arm.NULL)).hasSize(13);
        assertThat(times(verdict, Arm.CANARY)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aPlantedSlowdownIsFoundInItsRowAndNoOther(Method method) {
        RowKey slow = GateFixture.row(4);
        GateVerdict verdict = Decision.after(
                GateFixture.seeded(2).method(method).planted(slow, 1.1).data(), LAST);
        assertThat(verdict.status()).isEqualTo(Status.REGRESSED);
        assertThat(verdict.reasons())
                .singleElement(as(STRING))
                .startsWith(slow + " regressed: worse by +")
                .contains(" %, interval +");
        assertThat(times(verdict, Arm.HEAD))
                .filteredOn(row -> row.outcome() == Outcome.REGRESSED)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.row()).isEqualTo(slow);
                    assertThat(row.worsening().estimate()).isBetween(1.07, 1.13);
                });
    }

    @Test
    void aFasterHeadIsImprovedAndPasses() {
        RowKey fast = GateFixture.row(4);
        GateVerdict verdict =
                Decision.after(GateFixture.seeded(3).planted(fast, 1 / 1.1).data(), LAST);
        assertThat(verdict.status()).isEqualTo(Status.PASS);
        RowVerdict row = find(verdict, fast);
        assertThat(row.outcome()).isEqualTo(Outcome.IMPROVED);
        assertThat(row.worsening().estimate()).isBetween(0.88, 0.94);
        // The p-value is that of "not better".
        assertThat(row.p()).isLessThan(0.01);
    }

    @Test
    void noiseWithoutEndIsUndecidedNotPassed() {
        GateVerdict verdict = Decision.after(
                GateFixture.seeded(4).normal(0.3).control(Arm.CANARY, 4).data(), LAST);
        assertThat(verdict.status()).isEqualTo(Status.UNDECIDED);
        assertThat(verdict.reasons()).containsExactly("not every row could be decided");
        assertThat(open(verdict)).isNotEmpty().allSatisfy(row -> {
            assertThat(row.outcome()).isEqualTo(Outcome.UNDECIDED);
            assertThat(row.detail()).isEqualTo("the data do not tell");
            assertThat(row.versus()).isEqualTo(Arm.HEAD);
        });
    }

    @Test
    void aClearEffectWithinTheMarginIsEquivalent() {
        RowKey slow = GateFixture.row(0);
        GateData data =
                GateFixture.seeded(5).rows(1).normal(0.001).planted(slow, 1.022).data();
        assertThat(find(Decision.after(data, LAST), slow).outcome()).isEqualTo(Outcome.EQUIVALENT);
    }

    @Test
    void aNullControlThatMovesMakesTheGateVoid() {
        for (double ratio : new double[] {1.2, 1 / 1.2}) {
            GateVerdict verdict = Decision.after(
                    GateFixture.seeded(9).rows(1).control(Arm.NULL, ratio).data(), LAST);
            assertThat(verdict.status()).isEqualTo(Status.VOID);
            assertThat(verdict.reasons())
                    .containsExactly(
                            "the null control moved: " + GateFixture.row(0) + (ratio > 1 ? " REGRESSED" : " improved"));
        }
    }

    @Test
    void aCanaryThatIsMissedMakesTheGateVoid() {
        GateVerdict verdict = Decision.after(
                GateFixture.seeded(10).rows(1).control(Arm.CANARY, 1).data(), LAST);
        assertThat(verdict.status()).isEqualTo(Status.VOID);
        assertThat(verdict.reasons()).containsExactly("the canary was missed: " + GateFixture.row(0) + " equivalent");
    }

    @Test
    void controlsThatWereNotMeasuredMakeTheGateVoid() {
        GateData data = GateFixture.seeded(11)
                .control(Arm.CANARY, Double.NaN)
                .control(Arm.NULL, Double.NaN)
                .data();
        GateVerdict verdict = Decision.after(data, LAST);
        assertThat(verdict.status()).isEqualTo(Status.VOID);
        assertThat(verdict.reasons())
                .containsExactly("the null control was not measured", "the canary was not measured");
    }

    @Test
    void aVoidGateIsNotRedForItsClocks() {
        GateVerdict verdict = Decision.after(
                GateFixture.seeded(12)
                        .planted(GateFixture.row(1), 1.2)
                        .control(Arm.CANARY, 1)
                        .data(),
                LAST);
        assertThat(verdict.status()).isEqualTo(Status.VOID);
        assertThat(verdict.reasons())
                .hasSize(2)
                .last()
                .asString()
                .startsWith(GateFixture.row(1) + " regressed: worse by +");
    }

    @Test
    void theCanaryStaysOpenUntilItIsFound() {
        GateData data = GateFixture.seeded(13)
                .rows(1)
                .normal(0.1)
                .control(Arm.CANARY, 1.1)
                .data();
        assertThat(Decision.after(data, 1).next(data.settings(), lanes(data)))
                .extracting(LaneKey::versus)
                .contains(Arm.CANARY);
    }

    @Test
    void rowsWithoutBlocksAreUndecided() {
        GateData data = GateFixture.seeded(14).rows(2).data();
        RowKey gone = GateFixture.row(1);
        GateData partial = data.withBlocks(
                data.blocks().stream().filter(block -> !block.measures(gone)).toList());
        GateVerdict verdict = Decision.after(partial, LAST);
        assertThat(verdict.status()).isEqualTo(Status.UNDECIDED);
        RowVerdict row = find(verdict, gone);
        assertThat(row.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(row.detail()).isEqualTo("too few pairs, or no spread");
        assertThat(row.worsening().hasEstimate()).isFalse();
    }

    @Test
    void furtherMetricsAreAdvisoryAndNeverGate() {
        GateData data = GateFixture.seeded(15)
                .rows(2)
                .withExtras()
                .changing(fork -> fork.arm() == Arm.HEAD ? times(fork, Metric.GOODPUT, 0.8) : fork)
                .data();
        GateVerdict verdict = Decision.after(data, LAST);
        assertThat(verdict.status()).isEqualTo(Status.PASS);
        List<RowVerdict> advisory =
                verdict.rows().stream().filter(row -> !row.gated()).toList();
        assertThat(advisory)
                .extracting(row -> row.row().metric(), RowVerdict::outcome)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Metric.WALL, Outcome.EQUIVALENT),
                        org.assertj.core.groups.Tuple.tuple(Metric.GOODPUT, Outcome.REGRESSED),
                        org.assertj.core.groups.Tuple.tuple(Metric.WALL, Outcome.EQUIVALENT),
                        org.assertj.core.groups.Tuple.tuple(Metric.GOODPUT, Outcome.REGRESSED));
    }

    @Test
    void advisoryRowsAreJudgedInBothDirectionsOrNotAtAll() {
        GateData better = GateFixture.seeded(16)
                .rows(1)
                .withExtras()
                .changing(fork -> fork.arm() == Arm.HEAD ? times(fork, Metric.WALL, 0.8) : fork)
                .data();
        assertThat(advisory(better, Metric.WALL).outcome()).isEqualTo(Outcome.IMPROVED);
        GateData noisy = GateFixture.seeded(27).rows(1).withExtras().normal(0.3).data();
        RowVerdict unknown = advisory(noisy, Metric.WALL);
        assertThat(unknown.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(unknown.p()).isGreaterThan(0.05);
    }

    private static RowVerdict advisory(GateData data, Metric metric) {
        return Decision.after(data, LAST).rows().stream()
                .filter(row -> !row.gated() && row.row().metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    private static ForkValues times(ForkValues fork, Metric metric, double factor) {
        Map<Metric, Double> values = new java.util.EnumMap<>(fork.values());
        values.computeIfPresent(metric, (m, value) -> value * factor);
        return new ForkValues(
                fork.sequence(),
                fork.arm(),
                values,
                fork.failures(),
                fork.calls(),
                fork.violations(),
                fork.backlogPeak());
    }

    @Test
    void theOrderOfTheBlocksDoesNotMatter() {
        GateData data = GateFixture.seeded(18).planted(GateFixture.row(2), 1.06).data();
        List<Block> reversed = new java.util.ArrayList<>(data.blocks());
        Collections.reverse(reversed);
        assertThat(Decision.after(data.withBlocks(reversed), LAST)).isEqualTo(Decision.after(data, LAST));
    }

    @Test
    void onlyPlannedLooksCanBeTaken() {
        GateData data = GateFixture.seeded(19).rows(1).rounds(4).data();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decision.after(data, 0))
                .withMessage("no look 0 of 4");
        assertThatIllegalArgumentException().isThrownBy(() -> Decision.after(data, 5));
    }

    @Test
    void whatLooksWorseIsConfirmedBeforeTheOthersAreMeasured() {
        // Noise in which nothing is decided after the first look, so every row is open.
        GateData data = GateFixture.seeded(20)
                .rows(4)
                .normal(0.15)
                .planted(GateFixture.row(2), 1.4)
                .control(Arm.NULL, 1.3)
                .control(Arm.CANARY, Double.NaN)
                .data();
        GateVerdict verdict = Decision.after(data, 1);
        List<RowVerdict> worse = open(verdict).stream()
                .filter(row ->
                        row.worsening().estimate() >= Math.exp(data.settings().logFloor()))
                .toList();
        assertThat(worse).extracting(RowVerdict::row).contains(GateFixture.row(2));
        assertThat(worse).hasSizeLessThan(open(verdict).size());
        assertThat(verdict.next(data.settings(), lanes(data)))
                .as("the null control is never a suspect")
                .extracting(lane -> lane.versus() + " " + lane.backend() + " " + lane.workload())
                .containsExactlyInAnyOrderElementsOf(worse.stream()
                        .map(row -> Arm.HEAD + " " + row.row().backend() + " "
                                + row.row().workload())
                        .toList());
    }

    @Test
    void withoutSuspectsAllThatIsOpenIsMeasured() {
        GateData data = GateFixture.seeded(20)
                .rows(4)
                .normal(0.15)
                .planted(GateFixture.row(0), 1 / 1.3)
                .planted(GateFixture.row(1), 1 / 1.3)
                .planted(GateFixture.row(2), 1 / 1.3)
                .planted(GateFixture.row(3), 1 / 1.3)
                .control(Arm.NULL, 1.1)
                .control(Arm.CANARY, 40)
                .data();
        GateVerdict verdict = Decision.after(data, 1);
        assertThat(verdict.status()).isEqualTo(Status.UNDECIDED);
        assertThat(verdict.next(data.settings(), lanes(data)))
                .hasSize((int) verdict.rows().stream()
                        .filter(row -> row.gated() && row.outcome() == Outcome.UNDECIDED)
                        .count())
                .extracting(LaneKey::versus)
                .contains(Arm.HEAD, Arm.NULL);
    }

    @Test
    void aGateThatIsRedOrVoidIsOverWhenNothingElseLooksWorse() {
        RowKey slow = GateFixture.row(1);
        GateData red = over().planted(slow, 40).data();
        assertThat(Decision.after(red, 1).status()).isEqualTo(Status.REGRESSED);
        assertThat(open(Decision.after(red, 1))).isNotEmpty();
        assertThat(Decision.after(red, 1).next(red.settings(), lanes(red))).isEmpty();
        GateData noise = over().control(Arm.NULL, 40).data();
        assertThat(Decision.after(noise, 1).status()).isEqualTo(Status.VOID);
        assertThat(Decision.after(noise, 1).next(noise.settings(), lanes(noise)))
                .isEmpty();
        GateData suspicious =
                over().planted(slow, 40).planted(GateFixture.row(2), 1.3).data();
        assertThat(Decision.after(suspicious, 1).next(suspicious.settings(), lanes(suspicious)))
                .extracting(LaneKey::backend, LaneKey::workload)
                .containsExactly(
                        tuple(GateFixture.row(2).backend(), GateFixture.row(2).workload()));
    }

    /** Noise in which a look decides nothing but what is forty times slower; other rows seem a little faster. */
    private static GateFixture over() {
        return GateFixture.seeded(20)
                .rows(3)
                .normal(0.15)
                .planted(GateFixture.row(0), 1 / 1.3)
                .planted(GateFixture.row(1), 1 / 1.3)
                .planted(GateFixture.row(2), 1 / 1.3)
                .control(Arm.CANARY, 40);
    }

    private static List<LaneKey> lanes(GateData data) {
        return data.blocks().stream().map(LaneKey::of).distinct().toList();
    }

    private static List<RowVerdict> open(GateVerdict verdict) {
        return verdict.rows(Arm.HEAD).stream()
                .filter(row -> row.gated() && row.outcome() == Outcome.UNDECIDED)
                .toList();
    }

    private static List<RowVerdict> times(GateVerdict verdict, Arm arm) {
        return ForestPicture.timed(verdict, arm);
    }

    private static RowVerdict find(GateVerdict verdict, RowKey key) {
        return verdict.rows(Arm.HEAD).stream()
                .filter(row -> row.row().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
