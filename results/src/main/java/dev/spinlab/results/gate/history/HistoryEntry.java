package dev.spinlab.results.gate.history;

import static dev.spinlab.results.run.Fields.instant;
import static dev.spinlab.results.run.Fields.require;
import static dev.spinlab.results.run.Fields.text;
import static java.util.Objects.requireNonNull;

import dev.spinlab.results.gate.export.Direction;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one gate found: a line of the history.
 *
 * @param schema version of this record's layout, {@link #SCHEMA}
 * @param gate which gate
 * @param time ISO-8601 instant at which the gate ended
 * @param commit full hash of what was measured
 * @param fingerprint id of the machine; {@link #ANY_MACHINE} for the exact gate, whose figures depend on none
 * @param rows what was found, by key of the row, at least one
 */
public record HistoryEntry(
        int schema, Gate gate, String time, String commit, String fingerprint, SortedMap<String, Row> rows) {

    /** The layout version that this build writes and reads. */
    public static final int SCHEMA = 1;

    /** The fingerprint of figures that are the same on every machine. */
    public static final String ANY_MACHINE = "any";

    /** A gate that appends to the history. */
    public enum Gate {
        /** Counts, in which every difference is a change. */
        EXACT,
        /** Times, which scatter, and compare on one machine only. */
        TIMED
    }

    /** Copies the map and rejects what is missing or no instant. */
    public HistoryEntry {
        require(schema == SCHEMA, "schema is " + schema + " where this build has " + SCHEMA);
        requireNonNull(gate, "gate");
        text("time", time);
        text("commit", commit);
        text("fingerprint", fingerprint);
        instant(time);
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(requireNonNull(rows, "rows")));
        require(!rows.isEmpty(), "rows is empty");
        for (Map.Entry<String, Row> row : rows.entrySet()) {
            text("key of a row", row.getKey());
            requireNonNull(row.getValue(), "row " + row.getKey());
        }
    }

    /**
     * An entry of this build.
     *
     * @param gate which gate
     * @param time when the gate ended
     * @param commit full hash of what was measured
     * @param fingerprint id of the machine
     * @param rows what was found, by key of the row
     * @return the entry
     */
    public static HistoryEntry of(Gate gate, Instant time, String commit, String fingerprint, Map<String, Row> rows) {
        return new HistoryEntry(SCHEMA, gate, time.toString(), commit, fingerprint, new TreeMap<>(rows));
    }

    /**
     * When the gate ended.
     *
     * @return the time as an instant
     */
    public Instant at() {
        return instant(time);
    }

    /**
     * One row: backend, case and metric.
     *
     * @param unit unit of the values
     * @param direction which way the metric gets better
     * @param estimate its value at this commit, finite
     * @param low lower limit of its interval, null where there is none
     * @param high upper limit of its interval, null where there is none
     * @param base what it was compared with in the same gate, finite, null where there was nothing
     * @param verdict what the gate decided, for example {@code EQUIVALENT}
     */
    public record Row(
            String unit,
            Direction direction,
            double estimate,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double base,
            String verdict) {

        /** Rejects what is missing, not finite or out of order. */
        public Row {
            text("unit", unit);
            text("verdict", verdict);
            requireNonNull(direction, "direction");
            require(Double.isFinite(estimate), "estimate is not finite");
            require(base == null || Double.isFinite(base), "base is not finite");
            require((low == null) == (high == null), "one limit without the other");
            if (low != null && high != null) {
                require(
                        Double.isFinite(low) && Double.isFinite(high) && low <= estimate && estimate <= high,
                        "limits " + low + ", " + high + " do not enclose the estimate " + estimate);
            }
        }
    }
}
