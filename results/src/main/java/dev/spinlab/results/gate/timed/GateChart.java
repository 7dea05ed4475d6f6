package dev.spinlab.results.gate.timed;

import dev.spinlab.results.chart.DataTable;
import dev.spinlab.results.chart.Drawing;
import dev.spinlab.results.chart.Picture;
import dev.spinlab.results.chart.Question;
import dev.spinlab.results.chart.Words;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forest plot of a gate; {@link dev.spinlab.results.chart.Charts#write(Drawing, java.nio.file.Path)} makes files of it. */
public final class GateChart {
    /** File name without ending. */
    public static final String ID = "gate-timed";

    private GateChart() {}

    /**
     * Draws the timed rows of all arms.
     *
     * @param data what was measured
     * @param verdict the verdict on it
     * @return the chart with its description and its numbers
     */
    public static Drawing of(GateData data, GateVerdict verdict) {
        ForestPicture picture = new ForestPicture(data, verdict);
        List<RowVerdict> rows = Arrays.stream(Arm.values())
                .flatMap(arm -> ForestPicture.timed(verdict, arm).stream())
                .toList();
        Words words = new Words(
                rows.stream()
                        .map(GateChart::sentence)
                        .collect(Collectors.joining(" ", "Forest plot. " + GateTexts.summary(verdict) + ". ", "")),
                "An interval inside the shaded margin is equivalent; one right of 0 is worse if it also stands up to the "
                        + "correction for the other rows and looks.",
                "An interval that crosses an edge of the margin shows neither a change nor that there is none. The intervals "
                        + "stand for themselves: neither the other rows nor the earlier looks widen them.");
        return new Drawing(
                ID,
                GateTexts.title(verdict),
                Question.COST,
                words,
                new Picture(ForestPicture.WIDTH, picture.height(), picture, true),
                table(rows),
                null);
    }

    private static DataTable table(List<RowVerdict> rows) {
        return new DataTable(
                Stream.concat(Stream.of("arm"), GateTexts.HEADER.stream()).toList(),
                rows.stream()
                        .map(row -> Stream.concat(Stream.of(row.versus().toString()), GateTexts.cells(row).stream())
                                .toList())
                        .toList());
    }

    private static String sentence(RowVerdict row) {
        return (row.versus() == Arm.HEAD ? "" : row.versus() + " control, ") + GateTexts.name(row) + ": "
                + GateTexts.change(row.worsening().estimate()) + ", " + GateTexts.interval(row.worsening()) + ", "
                + row.outcome().word() + ".";
    }
}
