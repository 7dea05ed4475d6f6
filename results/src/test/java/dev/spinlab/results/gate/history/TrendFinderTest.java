package dev.spinlab.results.gate.history;

import static dev.spinlab.results.gate.export.Direction.GREATER_IS_BETTER;
import static dev.spinlab.results.gate.export.Direction.SMALLER_IS_BETTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.stat.ForkStatistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrendFinderTest {
    private static final EDivisive.Settings SETTINGS = EDivisive.Settings.DEFAULT;

    private static Trends find(History history) {
        return TrendFinder.find(history, Histories.MACHINE, SETTINGS);
    }

    @Test
    void aChangeHasPlaceCommitSizeAndJudgement() {
        double[] values = Series.step(40, 25, 1.05, 0.005, 1);
        Trends.Row row = find(Histories.of(SMALLER_IS_BETTER, values)).rows().get(0);
        assertThat(row.key()).isEqualTo("a/create cpu");
        assertThat(row.unit()).isEqualTo("ns/op");
        assertThat(row.points()).hasSize(40);
        assertThat(row.points().get(25).value()).isEqualTo(values[25]);
        assertThat(row.points().get(25).low()).isEqualTo(values[25] - 0.02 * values[25]);
        assertThat(row.points().get(25).high()).isEqualTo(values[25] + 0.02 * values[25]);
        assertThat(row.points().get(25).base()).isEqualTo(values[25] - 1);
        assertThat(row.points().get(25).verdict()).isEqualTo("EQUIVALENT");
        assertThat(row.remarks()).isEmpty();
        assertThat(row.isQuiet()).isFalse();
        Trends.Step step = row.steps().get(0);
        assertThat(row.steps()).hasSize(1);
        assertThat(step.index()).isEqualTo(25);
        assertThat(step.time()).isEqualTo("2026-01-26T06:00:00Z");
        assertThat(step.commit()).endsWith("0025").hasSize(40);
        assertThat(step.p()).isBetween(0.001, 0.01);
        assertThat(step.worse()).isTrue();
        assertThat(step.rises()).isTrue();
        assertThat(step.judgement()).isEqualTo("worse");
        var ratio = ForkStatistics.ratioOfMeans(Arrays.copyOfRange(values, 25, 40), Arrays.copyOf(values, 25));
        assertThat(step.percent().estimate())
                .isEqualTo(100 * (ratio.estimate() - 1))
                .isCloseTo(5, within(0.5));
        assertThat(step.percent().low()).isEqualTo(100 * (ratio.low() - 1)).isBetween(4.0, 5.0);
        assertThat(step.percent().high()).isEqualTo(100 * (ratio.high() - 1)).isBetween(5.0, 6.0);
        assertThat(step.percent().level()).isEqualTo(0.95);
        assertThat(step.percent().n()).isEqualTo(15);
    }

    @Test
    void theDirectionDecidesWhatIsWorse() {
        double[] up = Series.step(40, 25, 1.05, 0.005, 1);
        double[] down = Series.step(40, 25, 0.95, 0.005, 1);
        assertThat(first(SMALLER_IS_BETTER, up).worse()).isTrue();
        assertThat(first(SMALLER_IS_BETTER, down).worse()).isFalse();
        assertThat(first(GREATER_IS_BETTER, up).worse()).isFalse();
        assertThat(first(GREATER_IS_BETTER, down).worse()).isTrue();
        assertThat(first(GREATER_IS_BETTER, down).rises()).isFalse();
        assertThat(first(GREATER_IS_BETTER, down).percent().estimate()).isCloseTo(-5, within(0.5));
        assertThat(first(SMALLER_IS_BETTER, down).judgement()).isEqualTo("better");
        assertThat(find(Histories.of(SMALLER_IS_BETTER, up)).worse()).hasSize(1);
        assertThat(find(Histories.of(GREATER_IS_BETTER, up)).worse()).isEmpty();
    }

    private static Trends.Step first(Direction direction, double[] values) {
        return find(Histories.of(direction, values)).rows().get(0).steps().get(0);
    }

    @Test
    void eachStepIsMeasuredAgainstItsNeighboursAndEachPieceHasItsMedian() {
        double[] values = Series.of(60, 0.002, 3, i -> i < 20 ? 100 : i < 40 ? 110 : 99);
        Trends.Row row = find(Histories.of(SMALLER_IS_BETTER, values)).rows().get(0);
        assertThat(row.steps()).extracting(Trends.Step::index).containsExactly(20, 40);
        assertThat(row.steps()).extracting(Trends.Step::worse).containsExactly(true, false);
        assertThat(row.steps().get(0).percent().estimate()).isCloseTo(10, within(0.3));
        assertThat(row.steps().get(1).percent().estimate()).isCloseTo(-10, within(0.3));
        assertThat(row.segments()).extracting(Trends.Segment::from).containsExactly(0, 20, 40);
        assertThat(row.segments()).extracting(Trends.Segment::to).containsExactly(20, 40, 60);
        double[] sorted = Arrays.copyOfRange(values, 20, 40);
        Arrays.sort(sorted);
        assertThat(row.segments().get(1).median()).isEqualTo((sorted[9] + sorted[10]) / 2);
    }

    @Test
    void slowCreepMakesTheRowWorse() {
        double[] values = Series.of(50, 0.02, 4, i -> 100 * (1 + 0.01 * Math.min(15, Math.max(0, i - 17))));
        assertThat(find(Histories.of(SMALLER_IS_BETTER, values)).worse()).hasSize(1);
        assertThat(first(SMALLER_IS_BETTER, values).worse()).isTrue();
    }

    @Test
    void aShortSeriesSaysWhyNothingWasLookedFor() {
        double[] nine = {1, 1, 1, 1, 1, 9, 9, 9, 9};
        Trends.Row row = find(Histories.of(SMALLER_IS_BETTER, nine)).rows().get(0);
        assertThat(row.steps()).isEmpty();
        assertThat(row.isQuiet()).isFalse();
        assertThat(row.remarks()).containsExactly("no search: 9 values, a change needs at least 10");
        assertThat(find(Histories.of(SMALLER_IS_BETTER, 1)).rows().get(0).remarks())
                .containsExactly("no search: 1 value, a change needs at least 10");
        double[] ten = {1, 1.1, 1.2, 1.3, 1.4, 9, 9.1, 9.2, 9.3, 9.4};
        Trends.Row long10 = find(Histories.of(SMALLER_IS_BETTER, ten)).rows().get(0);
        assertThat(long10.steps()).hasSize(1);
        assertThat(long10.remarks()).isEmpty();
    }

    @Test
    void aConstantRowHasNoChange() {
        double[] values = new double[30];
        Arrays.fill(values, 7);
        Trends.Row row = find(Histories.of(SMALLER_IS_BETTER, values)).rows().get(0);
        assertThat(row.steps()).isEmpty();
        assertThat(row.remarks()).containsExactly("no change");
        assertThat(row.isQuiet()).isTrue();
        assertThat(row.segments()).containsExactly(new Trends.Segment(0, 30, 7));
    }

    @Test
    void theLevelIsSharedByTheRows() {
        Map<String, double[]> courses = new TreeMap<>();
        for (int i = 0; i < 30; i++) {
            courses.put("row " + i, Series.of(16, 0.01, i, day -> 100));
        }
        Trends trends = find(Histories.of(Histories.MACHINE, SMALLER_IS_BETTER, courses));
        assertThat(trends.alpha()).isEqualTo(0.01);
        assertThat(trends.rows()).hasSize(30).allSatisfy(row -> {
            assertThat(row.steps()).isEmpty();
            assertThat(row.shortest()).isEqualTo(15);
        });
    }

    @Test
    void otherMachinesAreLeftOut() {
        List<HistoryEntry> entries = new ArrayList<>();
        for (int day = 0; day < 40; day++) {
            boolean fast = day < 20;
            entries.add(Histories.entry(
                    day,
                    fast ? "fast" : Histories.MACHINE,
                    Map.of("a", Histories.row(SMALLER_IS_BETTER, (fast ? 50 : 100) + 0.01 * (day % 7)))));
        }
        History history = new History(entries, List.of());
        assertThat(TrendFinder.machines(history)).containsExactly("fast", Histories.MACHINE);
        Trends trends = find(history);
        assertThat(trends.gates()).isEqualTo(20);
        assertThat(trends.others()).isEqualTo(20);
        assertThat(trends.fingerprint()).isEqualTo(Histories.MACHINE);
        assertThat(trends.rows().get(0).points()).hasSize(20);
        assertThat(trends.rows().get(0).steps()).isEmpty();
        assertThat(TrendFinder.find(history, "unknown", SETTINGS).rows()).isEmpty();
        assertThat(TrendFinder.find(history, "unknown", SETTINGS).others()).isEqualTo(40);
    }

    @Test
    void theMachineOfTheLatestGateIsLastHoweverOftenItAndOthersWereThereBefore() {
        List<HistoryEntry> entries = new ArrayList<>();
        int day = 0;
        for (String machine : List.of("a", "b", "a", "c", "b")) {
            entries.add(Histories.entry(day++, machine, Map.of("row", Histories.row(SMALLER_IS_BETTER, 1))));
        }
        assertThat(TrendFinder.machines(new History(entries, List.of()))).containsExactly("a", "c", "b");
        assertThat(TrendFinder.machines(new History(List.of(), List.of()))).isEmpty();
        assertThat(TrendFinder.machines(Histories.exact(Map.of("row", new double[] {1, 2}))))
                .isEmpty();
    }

    @Test
    void exactGatesAreNoPartOfATimedSeries() {
        double[] values = Series.step(40, 25, 1.05, 0.005, 1);
        List<HistoryEntry> both =
                new ArrayList<>(Histories.of(SMALLER_IS_BETTER, values).entries());
        both.addAll(Histories.exact(Map.of("a/create cpu", new double[40])).entries());
        Trends trends = find(new History(both, List.of()));
        assertThat(trends.gates()).isEqualTo(40);
        assertThat(trends.others()).isZero();
        assertThat(trends.rows().get(0).steps()).extracting(Trends.Step::index).containsExactly(25);
        assertThat(trends.exact()).isFalse();
    }

    @Test
    void whatIsNewerThanAGateIsCounted() {
        Trends trends = find(Histories.of(SMALLER_IS_BETTER, Series.step(40, 25, 1.05, 0.005, 1)));
        Instant step = Instant.parse("2026-01-26T06:00:00Z");
        assertThat(trends.worseSince(step.minusSeconds(1))).isEqualTo(1);
        assertThat(trends.worseSince(step)).isZero();
        assertThat(trends.searched()).isTrue();
        Trends better = find(Histories.of(GREATER_IS_BETTER, Series.step(40, 25, 1.05, 0.005, 1)));
        assertThat(better.worseSince(Instant.EPOCH)).isZero();
        assertThat(find(Histories.of(SMALLER_IS_BETTER, new double[9])).searched())
                .isFalse();
        assertThat(find(Histories.of(SMALLER_IS_BETTER, new double[10])).searched())
                .isTrue();
    }

    @Test
    void gatesWithoutTheRowArePassedOver() {
        List<HistoryEntry> entries = new ArrayList<>();
        for (int day = 0; day < 24; day++) {
            HistoryEntry.Row row = Histories.row(SMALLER_IS_BETTER, 100 + day % 3);
            entries.add(Histories.entry(
                    day, Histories.MACHINE, day % 2 == 0 ? Map.of("a", row, "b", row) : Map.of("b", row)));
        }
        Trends trends = find(new History(entries, List.of()));
        assertThat(trends.rows()).extracting(Trends.Row::key).containsExactly("a", "b");
        assertThat(trends.rows().get(0).points()).hasSize(12);
        assertThat(trends.rows().get(1).points()).hasSize(24);
    }

    @Test
    void valuesBeforeAnotherUnitOrDirectionAreLeftOut() {
        List<HistoryEntry> entries = new ArrayList<>();
        for (int day = 0; day < 30; day++) {
            double value = 100 + day % 3;
            HistoryEntry.Row row = day < 10
                    ? Histories.row(SMALLER_IS_BETTER, value)
                    : new HistoryEntry.Row(
                            day == 11 ? "us" : "ns/op",
                            day == 13 ? GREATER_IS_BETTER : SMALLER_IS_BETTER,
                            value,
                            null,
                            null,
                            null,
                            "UNDECIDED");
            entries.add(Histories.entry(day, Histories.MACHINE, Map.of("a", row)));
        }
        Trends.Row row = find(new History(entries, List.of())).rows().get(0);
        assertThat(row.points()).hasSize(16);
        assertThat(row.dropped()).isEqualTo(14);
        assertThat(row.points().get(0).low()).isNaN();
        assertThat(row.points().get(0).base()).isNaN();
        assertThat(row.remarks()).containsExactly("no change", "14 values before unit or direction changed left out");
        assertThat(row.isQuiet()).isFalse();
    }

    @Test
    void valuesThatAreNotPositiveHaveNoPercentButAJudgement() {
        double[] values = Series.of(40, 0.01, 2, i -> i < 20 ? -1 : 1);
        Trends.Step step = first(SMALLER_IS_BETTER, values);
        assertThat(step.percent().hasEstimate()).isFalse();
        assertThat(step.worse()).isTrue();
    }
}
