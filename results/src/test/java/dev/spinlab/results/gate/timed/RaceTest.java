package dev.spinlab.results.gate.timed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.stat.PairTest;
import dev.spinlab.results.stat.PairTest.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaceTest {
    private static final int LAST = 4;

    @Test
    void theFloorIsTheLeastEstimateOfARegression() {
        // Few noisy blocks: clearly above 0, yet not within the margin; the floor alone decides.
        RowKey row = GateFixture.row(0);
        GateData data = GateFixture.seeded(6)
                .rows(1)
                .looks(List.of(1.0))
                .rounds(6)
                .normal(0.01)
                .planted(row, 1.07)
                .data();
        assertThat(find(Decision.after(data, 1), row).outcome()).isEqualTo(Outcome.REGRESSED);
        double estimate =
                Math.log(find(Decision.after(data, 1), row).worsening().estimate());
        double margin = data.settings().logMargin();
        assertThat(find(Decision.after(floor(data, (estimate - 1e-9) / margin), 1), row)
                        .outcome())
                .isEqualTo(Outcome.REGRESSED);
        RowVerdict below = find(Decision.after(floor(data, (estimate + 1e-9) / margin), 1), row);
        assertThat(below.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(below.detail()).isEqualTo("differs, by less than the floor");
    }

    @Test
    void rowsLearnTheirNoiseFromThoseOfTheirWorkload() {
        RowKey loud = GateFixture.row(0);
        RowKey quiet = GateFixture.row(1);
        RowKey alone = GateFixture.row(GateFixture.FAMILY.size() - 1);
        GateData data =
                GateFixture.seeded(8).normal(0.01).louder(loud.workload(), 10).data();
        assertThat(data.noise(loud, LAST).variance())
                .isGreaterThan(50 * data.noise(quiet, LAST).variance());
        assertThat(data.noise(quiet, LAST).freedom()).as("all alike").isEqualTo(8);
        assertThat(data.noise(alone, LAST).freedom())
                .as("too few rows of its own, and all rows are unlike")
                .isLessThan(4);
    }

    @Test
    void whereAWorkloadHasTooFewRowsTheyLearnFromAllOfThem() {
        // Three workloads of one row each with its null control, the first also with the canary. Four blocks are eight
        // pairs; without the least and the greatest they have five degrees of freedom.
        GateData data = GateFixture.seeded(8).rows(3).rounds(4).data();
        assertThat(data.noise(GateFixture.row(0), LAST).most())
                .as("three of its own")
                .isEqualTo(3 * 5);
        assertThat(data.noise(GateFixture.row(1), LAST).most())
                .as("two of its own, seven in all")
                .isEqualTo(7 * 5);
    }

    private static GateData floor(GateData data, double ofMargin) {
        Settings s = data.settings();
        Settings.Floors floors = new Settings.Floors(ofMargin, 0.01, 4);
        return new GateData(
                data.started(),
                data.seed(),
                new Settings(s.method(), s.margin(), s.alpha(), s.looks(), s.budget(), floors),
                data.fingerprint(),
                data.arms(),
                data.family(),
                data.blocks(),
                data.failed());
    }

    @Test
    void theLevelOfALookIsWhatItMaySpendAfterHolmsCorrection() {
        RowKey row = GateFixture.row(0);
        GateData data = GateFixture.seeded(7)
                .rows(3)
                .looks(List.of(0.5, 1.0))
                .rounds(8)
                .normal(0.05)
                .planted(row, 1.12)
                .data();
        double p = 3 * PairTest.of(Method.T, values(data, row, 1)).pAbove(0);
        RowVerdict first = find(Decision.after(data, 1), row);
        assertThat(first.p()).isCloseTo(p, within(1e-12));
        assertThat(p).isGreaterThan(data.settings().timesAlpha(1));
        assertThat(first.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(first.look()).isEqualTo(1);
        RowVerdict second = find(Decision.after(data, 2), row);
        assertThat(second.outcome()).isEqualTo(Outcome.REGRESSED);
        assertThat(second.look()).isEqualTo(2);
    }

    @Test
    void aRowLeavesWhenItIsDecidedAndLaterBlocksDoNotChangeIt() {
        GateData data = GateFixture.seeded(8).planted(GateFixture.row(3), 1.2).data();
        GateVerdict third = Decision.after(data, 3);
        GateVerdict last = Decision.after(data, LAST);
        List<RowVerdict> decided = times(third, Arm.HEAD).stream()
                .filter(row -> row.outcome() != Outcome.UNDECIDED)
                .toList();
        assertThat(decided).hasSizeGreaterThan(5);
        assertThat(last.rows()).containsAll(decided);
        assertThat(find(last, GateFixture.row(3)).look()).isLessThan(LAST);
    }

    @Test
    void aRowThatLeftAsRegressedFreesTheOthersOneThatLeftAsEquivalentDoesNot() {
        RowKey stays = GateFixture.row(1);
        int freed = 0;
        int held = 0;
        for (int seed = 1; seed <= 40; seed++) {
            for (double planted : new double[] {1.5, 1}) {
                GateData data = GateFixture.seeded(seed)
                        .rows(2)
                        .normal(0.06)
                        .planted(GateFixture.row(0), planted)
                        .planted(stays, 1.03)
                        .data();
                GateVerdict verdict = Decision.after(data, LAST);
                RowVerdict left = find(verdict, GateFixture.row(0));
                RowVerdict row = find(verdict, stays);
                if (left.look() == LAST || row.outcome() != Outcome.UNDECIDED) {
                    continue;
                }
                double p = PairTest.of(Method.T, values(data, stays, LAST)).pAbove(0);
                if (left.outcome() == Outcome.REGRESSED) {
                    assertThat(row.p()).isEqualTo(p);
                    freed++;
                } else if (left.outcome() == Outcome.EQUIVALENT) {
                    assertThat(row.p()).isEqualTo(Math.min(1, 2 * p));
                    held++;
                }
            }
        }
        assertThat(freed).isGreaterThan(5);
        assertThat(held).isGreaterThan(5);
    }

    @Test
    void theRulesHoldForEveryRowOfManyGates() {
        int decided = 0;
        int advised = 0;
        for (int seed = 1; seed <= 30; seed++) {
            GateData data = GateFixture.seeded(seed)
                    .withExtras()
                    .normal(0.05)
                    .planted(GateFixture.row(0), 1.07)
                    .planted(GateFixture.row(1), 1 / 1.07)
                    .data();
            for (RowVerdict row : Decision.after(data, LAST).rows()) {
                if (!row.row().metric().timed()) {
                    continue;
                }
                boolean differs = row.outcome() == Outcome.REGRESSED || row.outcome() == Outcome.IMPROVED;
                Settings settings = data.settings();
                double level = row.gated() ? settings.equivalenceAlpha(row.look()) : 0.05;
                boolean within = PairTest.of(Method.T, values(data, row.versus(), row.row(), row.look()))
                                .pWithin(settings.logMargin())
                        <= level;
                double alpha = row.gated() ? settings.timesAlpha(row.look()) : 0.05;
                assertThat(row.outcome() == Outcome.EQUIVALENT).as("%s", row).isEqualTo(within);
                assertThat(differs && row.p() > alpha).as("%s", row).isFalse();
                assertThat(differs && (row.worsening().estimate() > 1) != (row.outcome() == Outcome.REGRESSED))
                        .as("%s", row)
                        .isFalse();
                decided += differs && row.gated() ? 1 : 0;
                if (!row.gated() && !within) {
                    assertThat(differs).as("%s", row).isEqualTo(row.p() <= 0.05);
                    advised += differs ? 1 : 0;
                }
            }
        }
        assertThat(decided).isGreaterThan(50);
        assertThat(advised).isGreaterThan(50);
    }

    private static double[] values(GateData data, RowKey row, int look) {
        return values(data, Arm.HEAD, row, look);
    }

    private static double[] values(GateData data, Arm versus, RowKey row, int look) {
        return data.blocks(versus, look).stream()
                .filter(block -> block.measures(row))
                .flatMapToDouble(block -> Arrays.stream(block.worsenings(row.metric())))
                .toArray();
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
