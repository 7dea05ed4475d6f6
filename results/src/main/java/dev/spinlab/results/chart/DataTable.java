package dev.spinlab.results.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers behind a chart as text.
 *
 * @param header names of the columns
 * @param rows cells, as many in each row as there are columns
 */
public record DataTable(List<String> header, List<List<String>> rows) {
    /** The table of a chart that is left out. */
    public static final DataTable EMPTY = new DataTable(List.of(), List.of());

    /** Copies the lists. */
    public DataTable {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("header " + header + " does not fit row " + row);
            }
        }
    }

    static Builder of(String... header) {
        return new Builder(header);
    }

    /** Collects rows. */
    static final class Builder {
        private final List<String> header;
        private final List<List<String>> rows = new ArrayList<>();

        private Builder(String... header) {
            this.header = Arrays.asList(header);
        }

        Builder row(String... cells) {
            rows.add(Arrays.asList(cells));
            return this;
        }

        DataTable build() {
            return new DataTable(header, rows);
        }
    }
}
