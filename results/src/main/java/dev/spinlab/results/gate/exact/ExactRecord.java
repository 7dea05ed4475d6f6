package dev.spinlab.results.gate.exact;

import static java.util.Objects.requireNonNull;

import dev.spinlab.results.run.JsonFiles;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The exact figures of all backends: the content of {@code results/baseline/exact.json}.
 *
 * @param schema version of this record's layout, {@link #SCHEMA}
 * @param seed seed of the schedule under which everything was counted
 * @param operations successful operations per task
 * @param rows what each backend counted in each case
 * @param verdicts what each backend does in each situation that was explored
 */
public record ExactRecord(int schema, long seed, int operations, List<Row> rows, List<Verdicts> verdicts) {
    /** The layout version that this build writes and reads. */
    public static final int SCHEMA = 1;

    /** Copies the lists and rejects two rows of one name. */
    public ExactRecord {
        rows = List.copyOf(rows);
        verdicts = List.copyOf(verdicts);
        Set<String> names = new HashSet<>();
        rows.forEach(row -> unique(names, row.backend() + " " + row.measured()));
        verdicts.forEach(row -> unique(names, row.backend()));
    }

    private static void unique(Set<String> names, String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("two rows '" + name + "'");
        }
    }

    /**
     * A backend in a case.
     *
     * @param backend its id
     * @param measured the case's label
     * @param figures totals by name; those that are 0 are left out
     */
    public record Row(String backend, String measured, SortedMap<String, Long> figures) {
        /** Copies the figures. */
        public Row {
            requireNonNull(backend, "backend");
            requireNonNull(measured, "measured");
            figures.forEach((name, count) -> requireNonNull(count, name));
            figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        }
    }

    /**
     * A backend's row of the verdict matrix.
     *
     * @param backend its id
     * @param situations by name: {@code works}, {@code refuses CODE} or {@code breaks RULE}
     */
    public record Verdicts(String backend, SortedMap<String, String> situations) {
        /** Copies the situations. */
        public Verdicts {
            requireNonNull(backend, "backend");
            situations.forEach((name, verdict) -> requireNonNull(verdict, name));
            situations = Collections.unmodifiableSortedMap(new TreeMap<>(situations));
        }
    }

    /**
     * Reads a record.
     *
     * @param file the file
     * @return its content
     * @throws dev.spinlab.results.run.BadRunException if it is missing, damaged or of another schema
     */
    public static ExactRecord read(Path file) {
        return JsonFiles.readRecord(file, ExactRecord.class, SCHEMA);
    }

    /**
     * Writes the record in one step.
     *
     * @param file the file, in a folder that exists
     * @throws dev.spinlab.results.run.BadRunException if it cannot be written
     */
    public void write(Path file) {
        JsonFiles.write(file, this);
    }
}
