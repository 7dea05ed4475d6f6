package dev.spinlab.results.gate.machine;

import static dev.spinlab.results.run.Fields.instant;
import static dev.spinlab.results.run.Fields.require;
import static dev.spinlab.results.run.Fields.text;
import static java.util.Objects.requireNonNull;

import dev.spinlab.results.gate.export.Direction;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a commit took on one machine: the content of a file in {@code results/baseline/timed}, and what a later run is
 * compared with it.
 *
 * @param schema version of this record's layout, {@link #SCHEMA}
 * @param fingerprint id of the machine
 * @param machine the parts of its fingerprint in words
 * @param commit full hash of what was measured, with {@code -dirty} after it if the work tree differed from it;
 *     {@link #UNKNOWN_COMMIT} if it ran outside a checkout
 * @param time ISO-8601 instant of the measurement
 * @param rows the rows by key, at least one
 * @param calibration what the calibration kernels took in the same run
 */
public record TimedBaseline(
        int schema,
        String fingerprint,
        Map<String, String> machine,
        String commit,
        String time,
        SortedMap<String, Row> rows,
        Calibration calibration) {

    /** The layout version that this build writes and reads. */
    public static final int SCHEMA = 1;

    /** The commit of a build that nobody can name. */
    public static final String UNKNOWN_COMMIT = "unknown";

    /** Copies the maps and rejects what is missing or cannot have been measured. */
    public TimedBaseline {
        require(schema == SCHEMA, "schema is " + schema + " where this build has " + SCHEMA);
        text("fingerprint", fingerprint);
        text("commit", commit);
        text("time", time);
        instant(time);
        machine = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(machine, "machine")));
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(requireNonNull(rows, "rows")));
        require(!rows.isEmpty(), "rows is empty");
        rows.forEach((key, row) -> requireNonNull(row, "row " + key));
        requireNonNull(calibration, "calibration");
    }

    /**
     * A baseline of this build.
     *
     * @param machine fingerprint of the machine
     * @param commit what was measured
     * @param time when
     * @param rows the rows by key
     * @param calibration what the calibration kernels took
     * @return the baseline
     */
    public static TimedBaseline of(
            Fingerprint machine, String commit, Instant time, Map<String, Row> rows, Calibration calibration) {
        return new TimedBaseline(
                SCHEMA, machine.id(), machine.parts(), commit, time.toString(), new TreeMap<>(rows), calibration);
    }

    /**
     * The machine.
     *
     * @return its fingerprint
     */
    public Fingerprint fingerprintOfMachine() {
        return new Fingerprint(fingerprint, machine);
    }

    /** Copies values; a file may have null for one of them, or for all. */
    private static List<Double> known(String what, @Nullable List<Double> values) {
        require(values != null && values.stream().allMatch(Objects::nonNull), what + " has a value that is missing");
        return List.copyOf(requireNonNull(values, what));
    }

    /**
     * A row: backend, case and metric.
     *
     * @param unit unit of the values
     * @param direction which way the metric gets better
     * @param scaling how the metric follows the speed of the machine
     * @param forks one value per fork, at least one, finite and not negative; times and rates are positive
     */
    public record Row(String unit, Direction direction, Scaling scaling, List<Double> forks) {
        /** Copies the list and rejects what is missing or cannot have been measured. */
        public Row {
            text("unit", unit);
            requireNonNull(direction, "direction");
            requireNonNull(scaling, "scaling");
            forks = known("a row", forks);
            require(!forks.isEmpty(), "a row has no fork");
            require(
                    forks.stream().allMatch(value -> Double.isFinite(value) && value >= 0),
                    "a row has a value that is negative or not finite");
            require(
                    scaling == Scaling.NONE || forks.stream().allMatch(value -> value > 0),
                    "a row has a time or a rate of 0");
        }

        /** The values as statistics take them. */
        double[] values() {
            return forks.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /**
     * Small pieces of work that stand for the machine: by kernel one time per fork in nanoseconds, positive.
     *
     * @param cas an atomic read-modify-write
     * @param cacheMiss a load that misses the caches
     * @param handOver a hand-over between two threads
     */
    public record Calibration(List<Double> cas, List<Double> cacheMiss, List<Double> handOver) {
        /** Copies the lists and rejects what cannot have been measured. */
        public Calibration {
            cas = times("cas", cas);
            cacheMiss = times("cacheMiss", cacheMiss);
            handOver = times("handOver", handOver);
        }

        private static List<Double> times(String kernel, List<Double> forks) {
            List<Double> times = known("calibration kernel " + kernel, forks);
            require(!times.isEmpty(), "calibration kernel " + kernel + " has no fork");
            require(
                    times.stream().allMatch(value -> Double.isFinite(value) && value > 0),
                    "calibration kernel " + kernel + " has a value that is no time");
            return times;
        }
    }
}
