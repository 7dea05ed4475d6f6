package dev.spinlab.results.matrix;

import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.chart.DataTable;
import dev.spinlab.results.chart.Drawing;
import dev.spinlab.results.chart.Picture;
import dev.spinlab.results.chart.Question;
import dev.spinlab.results.chart.Words;
import dev.spinlab.results.matrix.VerdictMatrix.Heading;
import dev.spinlab.results.matrix.VerdictMatrix.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws the verdict matrix. Like every chart it keeps its white ground in the dark. */
public final class MatrixChart {
    /** File name without ending. */
    public static final String ID = "verdict-matrix";

    static final String TITLE = "Verdict matrix";

    private MatrixChart() {}

    /**
     * Writes {@code verdict-matrix.svg} and {@code verdict-matrix.png}.
     *
     * @param matrix the matrix
     * @param folder where to, made if need be
     * @return the files and the {@code svg} element
     * @throws dev.spinlab.results.run.BadRunException if a file cannot be written
     */
    public static Charts.Written write(VerdictMatrix matrix, Path folder) {
        return Charts.write(draw(matrix), folder);
    }

    /**
     * Removes the picture of an earlier matrix, which would contradict a run that has none.
     *
     * @param folder where it may lie, made if need be
     * @throws dev.spinlab.results.run.BadRunException if a file cannot be removed
     */
    public static void remove(Path folder) {
        Charts.write(Drawing.absent(ID, TITLE, Question.FAIL, "the run has no verdict matrix"), folder);
    }

    static Drawing draw(VerdictMatrix matrix) {
        MatrixPicture picture = new MatrixPicture(matrix);
        Words words = new Words(
                description(matrix),
                "A row is a backend, a column a situation in which two operations meet. Of each, many interleavings were "
                        + "run to the end, and the detectors were asked after each. A cell names the worst that was "
                        + "found: something broken, a call refused, or neither.",
                "Do not read a cell that works as a proof: it speaks of the schedules explored, within their bounds. A "
                        + "refusal is no fault of itself, and the matrix does not say how often it happens; the charts do.");
        Picture shown = new Picture(picture.width(), picture.height(), picture, false);
        return new Drawing(ID, TITLE, Question.FAIL, words, shown, table(matrix), null);
    }

    private static DataTable table(VerdictMatrix matrix) {
        List<String> header = new ArrayList<>(List.of("backend"));
        matrix.columns().forEach(heading -> header.add(heading.title()));
        List<List<String>> rows = new ArrayList<>();
        for (List<Row> part : List.of(matrix.compared(), matrix.controls())) {
            for (Row row : part) {
                List<String> cells = new ArrayList<>(List.of(row.backend()));
                matrix.columns().forEach(heading -> cells.add(String.join(" ", Phrases.of(row.cell(heading.id())))));
                rows.add(cells);
            }
        }
        return new DataTable(header, rows);
    }

    private static String description(VerdictMatrix matrix) {
        return Stream.concat(matrix.compared().stream(), matrix.controls().stream())
                .map(row -> description(matrix, row))
                .collect(Collectors.joining(" ", "Table of verdicts by backend and situation. ", ""));
    }

    private static String description(VerdictMatrix matrix, Row row) {
        return matrix.columns().stream()
                .map(heading -> description(row, heading))
                .collect(Collectors.joining("; ", row.backend() + (row.control() ? " (control): " : ": "), "."));
    }

    private static String description(Row row, Heading heading) {
        return heading.title() + " " + String.join(" ", Phrases.of(row.cell(heading.id())));
    }
}
