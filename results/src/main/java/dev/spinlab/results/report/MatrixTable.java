package dev.spinlab.results.report;

import dev.spinlab.results.matrix.Phrases;
import dev.spinlab.results.matrix.VerdictMatrix;
import dev.spinlab.results.matrix.VerdictMatrix.Cell;
import dev.spinlab.results.matrix.VerdictMatrix.Heading;
import dev.spinlab.results.matrix.VerdictMatrix.Row;
import java.util.Comparator;
import java.util.List;

/** The verdict matrix as a small table: a symbol per cell, its words for those who point at it or hear it read. */
final class MatrixTable {
    private final VerdictMatrix matrix;

    MatrixTable(VerdictMatrix matrix) {
        this.matrix = matrix;
    }

    void write(Html html) {
        html.element("p", matrix.summary(), "class", "summary");
        html.open("div", "class", "wide scroll", "role", "region", "tabindex", "0", "aria-labelledby", "verdicts");
        html.open("table", "class", "marks")
                .element("caption", "✓ works, ⊘ refuses calls, ✗ breaks, – not run; more under Does it fail?");
        html.open("thead").open("tr").element("th", "backend", "scope", "col");
        for (Heading heading : matrix.columns()) {
            html.open("th", "scope", "col", "class", "turned")
                    .element("span", heading.title())
                    .close("th");
        }
        html.close("tr").close("thead").open("tbody");
        List<Row> rows = matrix.rows().stream()
                .sorted(Comparator.comparing(Row::control))
                .toList();
        for (Row row : rows) {
            html.open("tr", "class", row.control() ? "control" : "compared");
            html.element("th", row.backend() + (row.control() ? " (control)" : ""), "scope", "row");
            matrix.columns().forEach(heading -> cell(html, row, heading));
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
    }

    private static void cell(Html html, Row row, Heading heading) {
        Cell cell = row.cell(heading.id());
        String words = String.join(" ", Phrases.of(cell));
        html.open(
                "td",
                "class",
                "verdict " + cell.verdict(),
                "title",
                row.backend() + ", " + heading.title() + ": " + words);
        html.element("span", symbol(cell), "aria-hidden", "true");
        html.element("span", words, "class", "heard").close("td");
    }

    private static String symbol(Cell cell) {
        return switch (cell.verdict()) {
            case Cell.WORKS -> "✓";
            case Cell.REFUSES -> "⊘";
            case Cell.BREAKS -> "✗";
            default -> "–";
        };
    }
}
