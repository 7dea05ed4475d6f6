package dev.spinlab.results.matrix;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each backend does in each situation: the content of {@code verdict-matrix.json}.
 *
 * @param schema version of this record's layout, {@link #SCHEMA}
 * @param summary the matrix in one sentence
 * @param seed seed of the schedules that were drawn
 * @param schedules schedules explored
 * @param distinct how many of them differ
 * @param seconds time that the exploration took
 * @param jvm the Java virtual machine that explored
 * @param columns the situations, from left to right
 * @param rows the backends, from top to bottom
 * @param words what the matrix says, in sentences
 */
public record VerdictMatrix(
        int schema,
        String summary,
        long seed,
        long schedules,
        long distinct,
        double seconds,
        String jvm,
        List<Heading> columns,
        List<Row> rows,
        List<String> words) {

    /** The layout version that this build writes and reads. */
    public static final int SCHEMA = 1;

    /** Copies the lists and rejects cells of columns that the matrix lacks. */
    public VerdictMatrix {
        requireNonNull(summary, "summary");
        requireNonNull(jvm, "jvm");
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        words = List.copyOf(words);
        notNegative("schedules", schedules);
        notNegative("distinct", distinct);
        require(seconds >= 0 && Double.isFinite(seconds), "seconds is not a time: " + seconds);
        Set<String> ids = new HashSet<>();
        for (Heading heading : columns) {
            require(ids.add(heading.id()), "two columns '" + heading.id() + "'");
        }
        for (Row row : rows) {
            for (Cell cell : row.cells()) {
                require(ids.contains(cell.column()), row.backend() + " has an unknown column '" + cell.column() + "'");
            }
        }
    }

    /** Rows of the backends that are compared. */
    List<Row> compared() {
        return rows.stream().filter(row -> !row.control()).toList();
    }

    /** Rows of the controls, which are meant to break. */
    List<Row> controls() {
        return rows.stream().filter(Row::control).toList();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static void notNegative(String name, long value) {
        require(value >= 0, name + " is negative: " + value);
    }

    /**
     * A column.
     *
     * @param id its name in {@link Cell#column()}
     * @param title its heading
     */
    public record Heading(String id, String title) {
        /** Rejects what is missing. */
        public Heading {
            requireNonNull(id, "id");
            requireNonNull(title, "title");
        }
    }

    /**
     * A backend.
     *
     * @param backend its id
     * @param control whether it is a control, which is meant to break
     * @param cells at most one per column; a column without one was not run
     */
    public record Row(String backend, boolean control, List<Cell> cells) {
        /** Copies the list. */
        public Row {
            requireNonNull(backend, "backend");
            cells = List.copyOf(cells);
            Set<String> columns = new HashSet<>();
            for (Cell cell : cells) {
                require(columns.add(cell.column()), backend + " has two cells in column '" + cell.column() + "'");
            }
        }

        /**
         * The cell in a column.
         *
         * @param column id of the column
         * @return the cell, one that says so if the column was not run
         */
        public Cell cell(String column) {
            return cells.stream()
                    .filter(cell -> cell.column().equals(column))
                    .findFirst()
                    .orElseGet(() -> Cell.notRun(column));
        }
    }

    /**
     * A backend in a situation.
     *
     * @param column id of the column
     * @param verdict {@link #WORKS}, {@link #REFUSES}, {@link #BREAKS} or {@link #NOT_RUN}
     * @param codes errors that refused calls gave, for example {@code EBUSY}
     * @param breaches what was broken, for example {@code lost}, {@code freed twice}
     * @param schedules schedules explored
     * @param replay what replays the first breach, null without one
     * @param detail more about the first breach or why the cell was not run, null if there is nothing to say
     */
    public record Cell(
            String column,
            String verdict,
            List<String> codes,
            List<String> breaches,
            long schedules,
            @Nullable String replay,
            @Nullable String detail) {
        /** Every call did what it was asked to do. */
        public static final String WORKS = "works";

        /** Some calls gave an error, and nothing was broken. */
        public static final String REFUSES = "refuses";

        /** Some schedule broke a rule. */
        public static final String BREAKS = "breaks";

        /** Nothing was explored. */
        public static final String NOT_RUN = "not-run";

        private static final Set<String> VERDICTS = Set.of(WORKS, REFUSES, BREAKS, NOT_RUN);

        /** Copies the lists and rejects an unknown verdict. */
        public Cell {
            requireNonNull(column, "column");
            requireNonNull(verdict, "verdict");
            require(VERDICTS.contains(verdict), "unknown verdict '" + verdict + "'");
            notNegative("schedules", schedules);
            codes = List.copyOf(codes);
            breaches = List.copyOf(breaches);
        }

        /**
         * A cell of which nothing was explored.
         *
         * @param column id of the column
         * @return the cell
         */
        public static Cell notRun(String column) {
            return new Cell(column, NOT_RUN, List.of(), List.of(), 0, null, null);
        }
    }
}
