package dev.spinlab.results.gate.history;

import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.chart.DataTable;
import dev.spinlab.results.chart.Drawing;
import dev.spinlab.results.chart.Picture;
import dev.spinlab.results.chart.Question;
import dev.spinlab.results.chart.Words;
import dev.spinlab.results.measure.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws the trends: each row's values by gate, the medians between its changes, and the changes. */
public final class TrendChart {
    /** File name without ending, of the timed gates. */
    public static final String ID = "trend";

    /** File name without ending, of the exact gates. */
    public static final String EXACT_ID = "trend-exact";

    /** Rows that are drawn at most, since nobody looks at hundreds of panels. */
    static final int MOST_ROWS = 24;

    private static final List<String> HEADER =
            List.of("row", "unit", "time", "commit", "value", "from", "to", "verdict", "median of its piece", "change");

    private TrendChart() {}

    /**
     * Writes {@code trend.svg} and {@code trend.png}, or {@code trend-exact.svg} and {@code trend-exact.png}; removes those
     * of an earlier history if there is nothing to draw. Rows that got worse come first, and of exact figures only those
     * that changed are drawn.
     *
     * @param trends the trends
     * @param folder where to, made if need be
     * @return the files, the {@code svg} element, the description and the table
     * @throws dev.spinlab.results.run.BadRunException if a file cannot be written
     */
    public static Charts.Written write(Trends trends, Path folder) {
        return Charts.write(draw(trends), folder);
    }

    /** The heading of the picture. */
    static String title(Trends trends) {
        return trends.exact() ? "Trend of the exact figures" : "Trend of the gated rows";
    }

    static Drawing draw(Trends all) {
        String id = all.exact() ? EXACT_ID : ID;
        Trends trends = drawn(all);
        if (trends.rows().isEmpty()) {
            return Drawing.absent(id, title(all), Question.COST, nothing(all));
        }
        TrendPicture picture = new TrendPicture(trends);
        return new Drawing(
                id,
                title(trends),
                Question.COST,
                trends.exact() ? exactWords(trends) : timedWords(trends),
                new Picture(TrendPicture.WIDTH, picture.height(), picture, true),
                table(trends),
                null);
    }

    private static Words timedWords(Trends trends) {
        return new Words(
                description(trends),
                "A dot is a gate, its whisker the interval that the gate gave; only the last " + TrendPanel.MOST
                        + " are drawn. Dark lines are the medians between changes. A dashed line is a change: "
                        + "vermilion for the worse, blue for the better, its tip pointing to where the values went.",
                "A change says when the values became others, not why: a new kernel or JVM moves them as well as a commit. "
                        + "Of a slow creep the place of a change is somewhere on the slope. The size was measured after the "
                        + "change had been found because it is large, so it is more likely too great than too small.");
    }

    private static Words exactWords(Trends trends) {
        return new Words(
                description(trends),
                "A dot is a gate; only the last " + TrendPanel.MOST
                        + " are drawn. A dashed line is a change: vermilion for "
                        + "the worse, blue for the better, its tip pointing to where the figure went.",
                "A change was made by a commit since the gate before, and was accepted or taken back there. Fewer steps or "
                        + "atomics need not be less time.");
    }

    private static Trends drawn(Trends all) {
        List<Trends.Row> rows = all.byConcern().stream()
                .filter(row -> !all.exact() || !row.steps().isEmpty())
                .limit(MOST_ROWS)
                .toList();
        return new Trends(all.fingerprint(), all.gates(), all.others(), all.alpha(), rows);
    }

    private static String nothing(Trends all) {
        return all.exact()
                ? "no exact figure changed in the history"
                : "the history has no gate of machine " + all.fingerprint();
    }

    private static String description(Trends trends) {
        return trends.rows().stream()
                .map(row -> TrendText.heading(row) + ": "
                        + Stream.concat(row.steps().stream().map(TrendText::step), row.remarks().stream())
                                .collect(Collectors.joining("; ")))
                .collect(Collectors.joining(". ", "Panels of " + trends.gates() + " gates, one per row. ", "."));
    }

    private static DataTable table(Trends trends) {
        List<List<String>> rows = new ArrayList<>();
        for (Trends.Row row : trends.rows()) {
            for (Trends.Segment segment : row.segments()) {
                for (int i = segment.from(); i < segment.to(); i++) {
                    rows.add(cells(row, segment, i));
                }
            }
        }
        return new DataTable(HEADER, rows);
    }

    private static List<String> cells(Trends.Row row, Trends.Segment segment, int index) {
        Trends.Point point = row.points().get(index);
        return List.of(
                row.key(),
                row.unit(),
                point.time(),
                point.commit(),
                Numbers.plain(point.value()),
                limit(point.low()),
                limit(point.high()),
                point.verdict(),
                Numbers.plain(segment.median()),
                row.steps().stream()
                        .filter(step -> step.index() == index)
                        .map(step -> TrendText.percent(step.percent()) + " " + step.judgement())
                        .findFirst()
                        .orElse(""));
    }

    private static String limit(double limit) {
        return Double.isFinite(limit) ? Numbers.plain(limit) : "";
    }
}
