package dev.spinlab.results.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Cells as lines of text. */
public final class TextTable {
    private static final int GAP = 2;

    private TextTable() {}

    /**
     * Aligns cells.
     *
     * @param rows rows of cells, all of one length; the first may be a header
     * @return a line for each row: columns as wide as their widest cell, {@value #GAP} blanks apart, none at the end
     */
    public static List<String> aligned(List<List<String>> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(widths[column] - cell.length() + GAP));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
