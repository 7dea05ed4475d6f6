package dev.spinlab.results.gate.history;

import static dev.spinlab.results.gate.export.Direction.GREATER_IS_BETTER;
import static dev.spinlab.results.gate.export.Direction.SMALLER_IS_BETTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.stat.Interval;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrendTextTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    private static final Trends.Point POINT =
            new Trends.Point("2026-02-01T10:00:00Z", "abcdef0123456789", 5, 4, 6, 4.5, "UNDECIDED");

    private static Trends.Step step(boolean worse, double percent) {
        return step(3, worse, percent);
    }

    private static Trends.Step step(int index, boolean worse, double percent) {
        return new Trends.Step(
                index,
                "2026-02-03T23:59:59Z",
                "0123456789abcdef",
                0.001,
                new Interval(percent, percent - 1, percent + 1.25, 0.95, 9),
                percent > 0,
                worse);
    }

    private static Trends.Row row(String key, int dropped, int shortest, Trends.Step... steps) {
        return new Trends.Row(
                key, "ns/op", SMALLER_IS_BETTER, Collections.nCopies(12, POINT), List.of(steps), shortest, dropped);
    }

    @Test
    void worseRowsComeFirstAndQuietOnesAreCounted() {
        Locale.setDefault(Locale.GERMANY);
        Trends trends = new Trends(
                "0123456789ab",
                12,
                3,
                0.01,
                List.of(
                        row("a better", 0, 10, step(false, -7.04)),
                        row("b quiet", 0, 10),
                        row("c worse", 2, 10, step(false, -3), step(6, true, 5.06)),
                        row("d short", 0, 13),
                        row("e quiet", 0, 12),
                        row("f other unit", 1, 10)));
        assertThat(TrendText.of(trends, null)).isEqualTo("""
                        Trend: 12 gates of machine 0123456789ab; 3 of other machines left out; at most 1.0 % of histories without a change show one

                          change  row       commit      date        before   after    base       ratio                 p
                          worse   c worse   0123456789  2026-02-03  5 ns/op  5 ns/op  4.5 ns/op  1.051 [1.041, 1.063]  0.00100
                          better  a better  0123456789  2026-02-03  5 ns/op  5 ns/op  4.5 ns/op  0.930 [0.920, 0.942]  0.00100
                          better  c worse   0123456789  2026-02-03  5 ns/op  5 ns/op  4.5 ns/op  0.970 [0.960, 0.983]  0.00100

                        2 rows without a change
                        c worse: 2 values before unit or direction changed left out
                        d short: no search: 12 values, a change needs at least 13
                        f other unit: no change; 1 value before unit or direction changed left out
                        """);
    }

    @Test
    void byConcernTheWorseComeFirstThenOtherChanges() {
        Trends trends = new Trends(
                "m",
                12,
                0,
                0.01,
                List.of(
                        row("quiet", 0, 10),
                        row("better", 0, 10, step(false, -7)),
                        row("worse", 0, 10, step(true, 5)),
                        row("quiet too", 0, 10)));
        assertThat(trends.byConcern())
                .extracting(Trends.Row::key)
                .containsExactly("worse", "better", "quiet", "quiet too");
    }

    @Test
    void oneOfEachIsSingular() {
        Trends.Row row = new Trends.Row("r", "ops/s", GREATER_IS_BETTER, List.of(POINT), List.of(), 1, 0);
        assertThat(TrendText.of(new Trends("m", 1, 0, 0.05, List.of(row)), null))
                .isEqualTo("""
                        Trend: 1 gate of machine m; at most 5.0 % of histories without a change show one

                        1 row without a change
                        """);
        assertThat(TrendText.heading(row)).isEqualTo("r (ops/s, greater is better, 1 value)");
    }

    @Test
    void noRowsLeaveTheSummary() {
        assertThat(TrendText.of(new Trends("m", 0, 2, 0.01, List.of()), null).lines())
                .containsExactly("Trend: 0 gates of machine m; 2 of other machines left out; "
                        + "at most 1.0 % of histories without a change show one");
    }

    @Test
    void aChangeForTheWorseThatCountsStandsOut() {
        Trends trends =
                new Trends("m", 12, 0, 0.01, List.of(row("a", 0, 10, step(false, -7)), row("b", 0, 10, step(true, 7))));
        Instant change = Instant.parse("2026-02-03T23:59:59Z");
        assertThat(TrendText.of(trends, change)).contains("  worse   b").contains("  better  a");
        assertThat(TrendText.of(trends, change.minusMillis(1)))
                .contains("  WORSE   b")
                .contains("  better  a");
    }

    @Test
    void changesOfEqualRankAreNewestFirstAndThenByRow() {
        Trends.Step old =
                new Trends.Step(3, "2026-02-02T00:00:00Z", "abc", 0.001, Interval.pointOnly(5, 0.95, 9), true, true);
        Trends trends = new Trends(
                "m",
                12,
                0,
                0.01,
                List.of(row("a", 0, 10, old), row("c", 0, 10, step(true, 5)), row("b", 0, 10, step(true, 5))));
        assertThat(TrendText.of(trends, null).lines().filter(line -> line.startsWith("  worse")))
                .extracting(line -> line.substring(10, 11))
                .containsExactly("b", "c", "a");
    }

    @Test
    void aRemarkOfSeveralRowsIsMadeOnce() {
        Trends trends = new Trends("m", 12, 0, 0.01, List.of(row("a", 0, 13), row("b", 0, 13), row("c", 0, 14)));
        assertThat(TrendText.of(trends, null)).endsWith("""

                        2 rows: no search: 12 values, a change needs at least 13
                        c: no search: 12 values, a change needs at least 14
                        """);
    }

    @Test
    void whatIsNotKnownIsNotShownAsANumber() {
        assertThat(TrendText.percent(Interval.pointOnly(2.25, 0.95, 1))).isEqualTo("+2.3 %");
        assertThat(TrendText.percent(Interval.pointOnly(Double.NaN, 0.95, 1))).isEqualTo("n/a");
        assertThat(TrendText.commit("abc")).isEqualTo("abc");
        Trends.Step unknown = new Trends.Step(
                3, "2026-02-03T23:59:59Z", "abc", 0.001, Interval.pointOnly(Double.NaN, 0.95, 9), true, true);
        Trends.Step exact =
                new Trends.Step(3, "2026-02-03T23:59:59Z", "abc", 0.001, Interval.pointOnly(100, 0.95, 9), true, true);
        Trends trends = new Trends("m", 12, 0, 0.01, List.of(row("a", 0, 10, unknown), row("b", 0, 10, exact)));
        assertThat(TrendText.of(trends, null).lines().map(String::strip))
                .anyMatch(line -> line.endsWith("4.5 ns/op  n/a    0.00100"))
                .anyMatch(line -> line.endsWith("4.5 ns/op  2.000  0.00100"));
    }
}
