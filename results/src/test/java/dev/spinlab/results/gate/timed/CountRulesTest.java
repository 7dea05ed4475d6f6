package dev.spinlab.results.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CountRulesTest {
    private static final int LAST = 4;

    @Test
    void countsThatDoNotRisePass() {
        GateVerdict verdict = Decision.after(GateFixture.seeded(1).rows(1).data(), LAST);
        assertThat(verdict.status()).isEqualTo(Status.PASS);
        assertThat(row(verdict, Metric.VIOLATIONS, "").outcome()).isEqualTo(Outcome.NO_RISE);
        assertThat(row(verdict, Metric.VIOLATIONS, "").detail()).isEqualTo("0 in the head");
        assertThat(row(verdict, Metric.VIOLATIONS, "").p()).isNaN();
        assertThat(row(verdict, Metric.FAILED_CALLS, "EBUSY").outcome()).isEqualTo(Outcome.NO_RISE);
        assertThat(row(verdict, Metric.FAILED_CALLS, "EBUSY").detail()).isEqualTo("20.1 % before, 20.1 % after");
        assertThat(row(verdict, Metric.BACKLOG, "").outcome()).isEqualTo(Outcome.NO_RISE);
        assertThat(row(verdict, Metric.BACKLOG, "").worsening().hasEstimate()).isFalse();
    }

    @Test
    void oneViolationIsAlwaysRed() {
        GateVerdict verdict = head(fork -> fork.sequence() < Block.FORKS ? counts(fork, 0, 0, 1, 0) : fork);
        assertThat(row(verdict, Metric.VIOLATIONS, "").outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.status()).isEqualTo(Status.REGRESSED);
        assertThat(verdict.reasons())
                .containsExactly(row(verdict, Metric.VIOLATIONS, "").row() + ": 2 in the head");
    }

    @Test
    void aForkOfTheHeadThatFailsIsAlwaysRedFromItsLookOn() {
        RowKey row = GateFixture.row(0);
        GateData data = GateFixture.seeded(1)
                .rows(2)
                .control(Arm.CANARY, 1)
                .failing(new FailedFork(2, row.backend(), row.workload(), "hung; killed after 60 s"))
                .data();
        assertThat(Decision.after(data, 1).rows())
                .noneMatch(verdict -> verdict.row().metric() == Metric.FAILED_FORKS);
        assertThat(row(Decision.after(data, 2), Metric.FAILED_FORKS, "").outcome())
                .isEqualTo(Outcome.BROKEN);
        GateVerdict verdict = Decision.after(data, LAST);
        assertThat(verdict.status()).isEqualTo(Status.REGRESSED);
        assertThat(row(verdict, Metric.FAILED_FORKS, "").outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.reasons())
                .contains(row(verdict, Metric.FAILED_FORKS, "").row()
                        + ": a fork of the head gives no result: hung; killed after 60 s");
    }

    @Test
    void whatLaterLooksAddIsNoPartOfAnEarlierOne() {
        // A look is five rounds, each of a block of the row and one of each control.
        int second = 5 * 3 * Block.FORKS;
        GateData data = GateFixture.seeded(1)
                .rows(1)
                .changing(fork -> fork.arm() == Arm.HEAD && fork.sequence() >= second ? counts(fork, 0, 0, 1, 0) : fork)
                .data();
        RowVerdict early = row(Decision.after(data, 1), Metric.VIOLATIONS, "");
        assertThat(early.outcome()).isEqualTo(Outcome.NO_RISE);
        assertThat(early.detail()).isEqualTo("0 in the head");
        RowVerdict next = row(Decision.after(data, 2), Metric.VIOLATIONS, "");
        assertThat(next.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(next.detail()).as("two forks in each of five rounds").isEqualTo("10 in the head");
    }

    @Test
    void aViolationOfTheBaseIsNotTheHeads() {
        GateVerdict verdict = Decision.after(
                GateFixture.seeded(1)
                        .rows(1)
                        .changing(fork -> fork.arm() == Arm.BASE ? counts(fork, 0, 0, 1, 0) : fork)
                        .data(),
                LAST);
        assertThat(verdict.status()).isEqualTo(Status.PASS);
    }

    @Test
    void aViolationOutranksFailedControls() {
        GateVerdict verdict = Decision.after(
                GateFixture.seeded(1)
                        .rows(1)
                        .control(Arm.CANARY, 1)
                        .changing(fork -> fork.arm() == Arm.HEAD ? counts(fork, 0, 0, 1, 0) : fork)
                        .data(),
                LAST);
        assertThat(verdict.status()).isEqualTo(Status.REGRESSED);
        assertThat(verdict.reasons()).hasSize(2);
    }

    @Test
    void aNewCodeIsAlwaysRed() {
        GateVerdict verdict = head(fork -> fork.sequence() < Block.FORKS ? counts(fork, 0, 1, 0, 0) : fork);
        assertThat(row(verdict, Metric.FAILED_CALLS, "ETIMEDOUT").outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(row(verdict, Metric.FAILED_CALLS, "ETIMEDOUT").detail())
                .isEqualTo("new code, 0 % before, <0.0001 % after");
        assertThat(verdict.status()).isEqualTo(Status.REGRESSED);
    }

    @Test
    void aCodeThatTheNullControlGaveIsNotNew() {
        GateVerdict verdict = Decision.after(
                GateFixture.seeded(1)
                        .rows(1)
                        .changing(fork ->
                                fork.arm() == Arm.HEAD || fork.arm() == Arm.NULL ? counts(fork, 0, 1, 0, 0) : fork)
                        .data(),
                LAST);
        assertThat(row(verdict, Metric.FAILED_CALLS, "ETIMEDOUT").outcome()).isEqualTo(Outcome.NO_RISE);
    }

    @Test
    void aCodeThatOnlyTheCanaryGaveIsNew() {
        GateVerdict verdict = Decision.after(
                GateFixture.seeded(1)
                        .rows(1)
                        .changing(fork ->
                                fork.arm() == Arm.HEAD || fork.arm() == Arm.CANARY ? counts(fork, 0, 1, 0, 0) : fork)
                        .data(),
                LAST);
        assertThat(row(verdict, Metric.FAILED_CALLS, "ETIMEDOUT").outcome()).isEqualTo(Outcome.BROKEN);
    }

    @Test
    void aCodeWithCountZeroDidNotOccur() {
        GateVerdict verdict = head(fork -> counts(fork, 0, 0, 0, 0));
        assertThat(verdict.rows(Arm.HEAD)).extracting(row -> row.row().code()).doesNotContain("ETIMEDOUT");
    }

    @Test
    void aShareThatRisesByMoreThanItsFloorRegresses() {
        GateVerdict verdict = head(fork -> counts(fork, 1_500, 0, 0, 0));
        RowVerdict row = row(verdict, Metric.FAILED_CALLS, "EBUSY");
        assertThat(row.outcome()).isEqualTo(Outcome.REGRESSED);
        assertThat(row.p()).isLessThan(0.001);
        assertThat(verdict.status()).isEqualTo(Status.REGRESSED);
        // It was decided before the last look and stays as it was then.
        assertThat(row.look()).isLessThan(LAST);
    }

    @Test
    void aShareThatRisesByLessThanItsFloorIsNotTested() {
        RowVerdict row = row(head(fork -> counts(fork, 900, 0, 0, 0)), Metric.FAILED_CALLS, "EBUSY");
        assertThat(row.outcome()).isEqualTo(Outcome.NO_RISE);
        assertThat(row.p()).isEqualTo(1);
    }

    @Test
    void theFloorOfAShareIsReachedAtExactlyItsValue() {
        // All forks alike, so the difference is the planted one: 0.01, and one call less.
        assertThat(sharp(1_000).outcome()).isEqualTo(Outcome.REGRESSED);
        assertThat(sharp(999).outcome()).isEqualTo(Outcome.NO_RISE);
    }

    private static RowVerdict sharp(int more) {
        GateData data = GateFixture.seeded(1)
                .rows(1)
                .changing(fork -> new ForkValues(
                        fork.sequence(),
                        fork.arm(),
                        fork.values(),
                        // No failures at all before, so that the difference has no rounding error.
                        Map.of("EBUSY", fork.arm() == Arm.HEAD ? (long) more : fork.arm() == Arm.NULL ? 1L : 0L),
                        100_000,
                        0,
                        10))
                .data();
        return row(Decision.after(data, LAST), Metric.FAILED_CALLS, "EBUSY");
    }

    @Test
    void aBacklogThatRisesByMoreThanItsFloorRegresses() {
        assertThat(row(head(fork -> counts(fork, 0, 0, 0, 12)), Metric.BACKLOG, "")
                        .outcome())
                .isEqualTo(Outcome.REGRESSED);
        assertThat(row(head(fork -> counts(fork, 0, 0, 0, 5)), Metric.BACKLOG, "")
                        .outcome())
                .isEqualTo(Outcome.NO_RISE);
    }

    @Test
    void countsThatFallPass() {
        assertThat(head(fork -> counts(fork, -9_000, 0, 0, -20)).status()).isEqualTo(Status.PASS);
    }

    @Test
    void tooFewBlocksToShowARiseAreUndecidedNotPassed() {
        GateData data = GateFixture.seeded(1)
                .rows(1)
                .looks(List.of(1.0))
                .rounds(3)
                .normal(0.001)
                .changing(fork -> fork.arm() == Arm.HEAD ? counts(fork, 1_500, 0, 0, 0) : fork)
                .data();
        GateVerdict verdict = Decision.after(data, 1);
        RowVerdict row = row(verdict, Metric.FAILED_CALLS, "EBUSY");
        assertThat(row.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(verdict.next(
                        data.settings(), List.of(LaneKey.of(data.blocks().get(0)))))
                .as("a suspect")
                .hasSize(1);
        assertThat(verdict.status()).isEqualTo(Status.UNDECIDED);
    }

    @Test
    void blocksEnoughForOneCountAreTooFewForAFamilyOfThem() {
        // Four blocks of two against two: one labelling of 1,296; twice that is below the level of 0.002, six times
        // above.
        assertThat(busyAfterFourBlocks(1)).containsOnly(Outcome.REGRESSED).hasSize(1);
        assertThat(busyAfterFourBlocks(3)).containsOnly(Outcome.UNDECIDED).hasSize(3);
    }

    private static List<Outcome> busyAfterFourBlocks(int rows) {
        GateData data = GateFixture.seeded(1)
                .rows(rows)
                .looks(List.of(1.0))
                .rounds(4)
                .changing(fork -> fork.arm() == Arm.HEAD ? counts(fork, 1_500, 0, 0, 0) : fork)
                .data();
        return Decision.after(data, 1).rows(Arm.HEAD).stream()
                .filter(row -> row.row().code().equals("EBUSY"))
                .map(RowVerdict::outcome)
                .toList();
    }

    @Test
    void aRiseThatChanceExplainsIsNoRiseIfThereWereBlocksEnough() {
        // One head fork in twenty rounds has a very great backlog.
        GateData data = GateFixture.seeded(1)
                .rows(1)
                .changing(fork ->
                        fork.arm() == Arm.HEAD && fork.sequence() < Block.FORKS ? counts(fork, 0, 0, 0, 4_000) : fork)
                .data();
        RowVerdict row = row(Decision.after(data, LAST), Metric.BACKLOG, "");
        assertThat(row.outcome()).isEqualTo(Outcome.NO_RISE);
        assertThat(row.p()).isBetween(0.1, 0.6);
    }

    /** A gate whose head's forks are changed. */
    private static GateVerdict head(UnaryOperator<ForkValues> change) {
        return Decision.after(
                GateFixture.seeded(1)
                        .rows(1)
                        .changing(fork -> fork.arm() == Arm.HEAD ? change.apply(fork) : fork)
                        .data(),
                LAST);
    }

    private static ForkValues counts(ForkValues fork, long busy, long timedOut, long violations, long backlog) {
        Map<String, Long> failures = new HashMap<>(fork.failures());
        failures.merge("EBUSY", busy, Long::sum);
        failures.put("ETIMEDOUT", timedOut);
        return new ForkValues(
                fork.sequence(),
                fork.arm(),
                fork.values(),
                failures,
                fork.calls(),
                fork.violations() + violations,
                fork.backlogPeak() + backlog);
    }

    private static RowVerdict row(GateVerdict verdict, Metric metric, String code) {
        List<RowVerdict> found = verdict.rows(Arm.HEAD).stream()
                .filter(row -> row.row().metric() == metric && row.row().code().equals(code))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
