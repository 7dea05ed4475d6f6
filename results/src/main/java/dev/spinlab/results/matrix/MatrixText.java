package dev.spinlab.results.matrix;

import dev.spinlab.results.matrix.VerdictMatrix.Cell;
import dev.spinlab.results.matrix.VerdictMatrix.Heading;
import dev.spinlab.results.matrix.VerdictMatrix.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The matrix as text for a terminal, at most {@value #WIDTH} columns wide, but for commands, which are never broken.
 *
 * <p>Columns are numbered, and a legend below the table says what the numbers stand for.
 */
public final class MatrixText {
    /** Greatest length of a line. */
    public static final int WIDTH = 160;

    private static final int NAMES = 26;

    private final StringBuilder out = new StringBuilder();
    private final VerdictMatrix matrix;
    private final int[] widths;

    private MatrixText(VerdictMatrix matrix) {
        this.matrix = matrix;
        widths = ColumnWidths.of(
                matrix.columns().stream().map(this::phrases).toList(),
                WIDTH - NAMES - matrix.columns().size());
    }

    private List<String> phrases(Heading heading) {
        return matrix.rows().stream()
                .flatMap(row -> phrases(row.cell(heading.id())).stream())
                .toList();
    }

    /**
     * Renders the matrix: the table, its columns, the breaks with the commands that replay them, and what it says in
     * words.
     *
     * @param matrix the matrix
     * @return lines, each ended by a line feed
     */
    public static String of(VerdictMatrix matrix) {
        return new MatrixText(matrix).render();
    }

    private String render() {
        paragraph(MatrixChart.TITLE + ": " + Phrases.effort(matrix));
        paragraph(matrix.summary());
        out.append('\n');
        List<List<String>> numbers = new ArrayList<>();
        for (int i = 1; i <= matrix.columns().size(); i++) {
            numbers.add(List.of(Integer.toString(i)));
        }
        block(List.of("backend"), numbers);
        matrix.compared().forEach(this::row);
        if (!matrix.controls().isEmpty()) {
            String rule = "-- controls, made to break ";
            int end = NAMES + IntStream.of(widths).sum() + widths.length - 1;
            line(rule + "-".repeat(Math.max(0, Math.min(WIDTH, end) - rule.length())));
            matrix.controls().forEach(this::row);
        }
        out.append('\n');
        columns();
        breaks();
        if (!matrix.words().isEmpty()) {
            out.append('\n');
            matrix.words().forEach(this::paragraph);
        }
        return out.toString();
    }

    private void row(Row row) {
        block(
                Wrap.toColumns(row.backend(), NAMES - 1),
                matrix.columns().stream()
                        .map(heading -> phrases(row.cell(heading.id())))
                        .toList());
    }

    /** A break is told by capitals as well, since there is no colour. */
    private static List<String> phrases(Cell shown) {
        List<String> phrases = new ArrayList<>();
        if (shown.verdict().equals(Cell.BREAKS)) {
            phrases.add("BREAKS");
        }
        phrases.addAll(Phrases.of(shown));
        return phrases;
    }

    private void block(List<String> name, List<List<String>> cells) {
        List<List<String>> wrapped = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            int width = widths[i];
            wrapped.add(cells.get(i).stream()
                    .flatMap(phrase -> Wrap.toColumns(phrase, width).stream())
                    .toList());
        }
        int height = Math.max(
                name.size(), wrapped.stream().mapToInt(List::size).max().orElse(0));
        for (int i = 0; i < height; i++) {
            StringBuilder line = new StringBuilder(padded(name, i, NAMES));
            for (int column = 0; column < widths.length; column++) {
                line.append(padded(wrapped.get(column), i, widths[column] + 1));
            }
            line(line.toString());
        }
    }

    private static String padded(List<String> lines, int i, int width) {
        String text = i < lines.size() ? lines.get(i) : "";
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** Lines end between two columns, so that a number stays with its heading. */
    private void columns() {
        StringBuilder text = new StringBuilder("columns:");
        for (int i = 0; i < matrix.columns().size(); i++) {
            String entry = (i + 1) + " " + matrix.columns().get(i).title() + (i + 1 < widths.length ? ";" : "");
            if (text.length() + 1 + entry.length() > WIDTH) {
                line(text.toString());
                text.setLength(0);
                text.append("        ");
            }
            text.append(' ').append(entry);
        }
        line(text.toString());
    }

    private void breaks() {
        List<Break> breaks = Break.of(matrix);
        if (breaks.isEmpty()) {
            return;
        }
        out.append('\n');
        line("breaks:");
        for (Break found : breaks) {
            paragraph("  " + found.backend() + (found.control() ? " (control)" : "") + ", " + found.situation() + ": "
                    + found.what() + (found.detail() == null ? "" : ": " + found.detail()));
            if (found.command() != null) {
                line("    " + found.command());
            }
        }
    }

    /** Lines after the first are indented by two more. */
    private void paragraph(String text) {
        String indent = " ".repeat(text.length() - text.stripLeading().length());
        List<String> lines = Wrap.toColumns(text, WIDTH - indent.length() - 2);
        for (int i = 0; i < lines.size(); i++) {
            line(indent + (i == 0 ? "" : "  ") + lines.get(i));
        }
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
