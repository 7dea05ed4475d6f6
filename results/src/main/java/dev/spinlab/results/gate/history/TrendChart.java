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
    /** File name without ending. */
    public static final String ID = "trend";

    static final String TITLE = "Trend of the gated rows";

    private static final List<String> HEADER =
            List.of("row", "unit", "time", "commit", "value", "from", "to", "verdict", "median of its piece", "change");

    private TrendChart() {}

    /**
     * Writes {@code trend.svg} and {@code trend.png}; removes those of an earlier history if there is nothing to draw.
     *
     * @param trends the trends
     * @param folder where to, made if need be
     * @return the files, the {@code svg} element, the description and the table
     * @throws dev.spinlab.results.run.BadRunException if a file cannot be written
     */
    public static Charts.Written write(Trends trends, Path folder) {
        return Charts.write(draw(trends), folder);
    }

    static Drawing draw(Trends trends) {
        if (trends.rows().isEmpty()) {
            return Drawing.absent(
                    ID, TITLE, Question.COST, "the history has no gate of machine " + trends.fingerprint());
        }
        TrendPicture picture = new TrendPicture(trends);
        Words words = new Words(
                description(trends),
                "A dot is a gate, its whisker the interval that the gate gave; only the last " + TrendPanel.MOST
                        + " are drawn. Dark lines are the medians between changes. A dashed line is a change: "
                        + "vermilion for the worse, blue for the better, its tip pointing to where the values went.",
                "A change says when the values became others, not why: a new kernel or JVM moves them as well as a commit. "
                        + "Of a slow creep the place of a change is somewhere on the slope. The size was measured after the "
                        + "change had been found because it is large, so it is more likely too great than too small.");
        return new Drawing(
                ID,
                TITLE,
                Question.COST,
                words,
                new Picture(TrendPicture.WIDTH, picture.height(), picture, true),
                table(trends),
                null);
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
