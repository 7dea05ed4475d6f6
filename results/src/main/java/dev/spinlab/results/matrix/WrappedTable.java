package dev.spinlab.results.matrix;

import java.util.List;
import java.util.stream.IntStream;

/** A table for a terminal, whose cells are broken into lines where they are longer than their column is wide. */
public final class WrappedTable {
    private final int[] widths;
    private final int rightAligned;
    private final StringBuilder out = new StringBuilder();

    /**
     * Begins a table with its headings and a rule below them.
     *
     * @param headings one per column
     * @param widths of the columns, in characters; a blank stands between two columns
     * @param rightAligned index of the column whose text stands at its right end, -1 for none
     */
    public WrappedTable(List<String> headings, int[] widths, int rightAligned) {
        this.widths = widths.clone();
        this.rightAligned = rightAligned;
        row(headings);
        out.append("-".repeat(IntStream.of(widths).sum() + widths.length - 1)).append('\n');
    }

    /**
     * Adds a row, as high as its highest cell.
     *
     * @param cells one per column
     * @return this
     */
    public WrappedTable row(List<String> cells) {
        List<List<String>> wrapped = IntStream.range(0, widths.length)
                .mapToObj(i -> Wrap.toColumns(cells.get(i), widths[i]))
                .toList();
        int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                List<String> lines = wrapped.get(i);
                String part = line < lines.size() ? lines.get(line) : "";
                String padding = " ".repeat(Math.max(0, widths[i] - part.length()));
                text.append(i == rightAligned ? padding + part : part + padding).append(' ');
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
        return this;
    }

    /**
     * Adds an empty line.
     *
     * @return this
     */
    public WrappedTable gap() {
        out.append('\n');
        return this;
    }

    /** The table so far: lines without blanks at their ends, each ended by a line feed. */
    @Override
    public String toString() {
        return out.toString();
    }
}
