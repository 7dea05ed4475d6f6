package dev.spinlab.results.gate.timed;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What is measured in a fork, with its unit and which direction is worse. */
public enum Metric {
    /** Thread CPU time per successful operation: the primary metric. */
    CPU("cpuNanosPerSuccess", "ns", true, true),
    /** Wall time per successful operation. */
    WALL("nanosPerSuccess", "ns", true, true),
    /** 99th percentile of the time of an operation. */
    P99("p99Nanos", "ns", true, true),
    /** Successful operations per second. */
    GOODPUT("goodput", "ops/s", false, true),
    /** Share of calls that failed with one error code. */
    FAILED_CALLS("failedCallShare", "share", true, false),
    /** Forks that gave no result. */
    FAILED_FORKS("failedForks", "forks", true, false),
    /** Breaches of an invariant. */
    VIOLATIONS("violations", "count", true, false),
    /** Most elements unlinked and not yet freed at once. */
    BACKLOG("backlogPeak", "elements", true, false);

    private final String id;
    private final String unit;
    private final boolean smallerIsBetter;
    private final boolean timed;

    Metric(String id, String unit, boolean smallerIsBetter, boolean timed) {
        this.id = id;
        this.unit = unit;
        this.smallerIsBetter = smallerIsBetter;
        this.timed = timed;
    }

    /**
     * The metric of a name.
     *
     * @param id its name in files and options
     * @return the metric
     * @throws IllegalArgumentException if there is none of that name
     */
    @JsonCreator
    public static Metric of(String id) {
        return Arrays.stream(values())
                .filter(metric -> metric.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown metric " + id));
    }

    /**
     * Its name in files, options and outputs.
     *
     * @return for example {@code cpuNanosPerSuccess}
     */
    @JsonValue
    public String id() {
        return id;
    }

    /**
     * Its unit.
     *
     * @return for example {@code ns}
     */
    public String unit() {
        return unit;
    }

    /**
     * Whether less of it is better.
     *
     * @return false if more is
     */
    public boolean smallerIsBetter() {
        return smallerIsBetter;
    }

    /**
     * Whether it is a positive quantity judged by its ratio, not a count judged by its difference.
     *
     * @return true for times and rates
     */
    public boolean timed() {
        return timed;
    }
}
