package dev.spinlab.results.gate.timed;

import static dev.spinlab.results.gate.export.Direction.GREATER_IS_BETTER;
import static dev.spinlab.results.gate.export.Direction.SMALLER_IS_BETTER;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.spinlab.results.gate.export.Direction;
import java.util.Arrays;

/** What is measured in a fork, with its unit and which direction is worse. */
public enum Metric {
    /** Thread CPU time per successful operation: the primary metric. */
    CPU("cpuNanosPerSuccess", "ns", SMALLER_IS_BETTER, true),
    /** Wall time per successful operation. */
    WALL("nanosPerSuccess", "ns", SMALLER_IS_BETTER, true),
    /** 99th percentile of the time of an operation. */
    P99("p99Nanos", "ns", SMALLER_IS_BETTER, true),
    /** Successful operations per second. */
    GOODPUT("goodput", "ops/s", GREATER_IS_BETTER, true),
    /** Share of calls that failed with one error code. */
    FAILED_CALLS("failedCallShare", "share", SMALLER_IS_BETTER, false),
    /** Forks that gave no result. */
    FAILED_FORKS("failedForks", "forks", SMALLER_IS_BETTER, false),
    /** Breaches of an invariant. */
    VIOLATIONS("violations", "count", SMALLER_IS_BETTER, false),
    /** Most elements unlinked and not yet freed at once. */
    BACKLOG("backlogPeak", "elements", SMALLER_IS_BETTER, false);

    private final String id;
    private final String unit;
    private final Direction direction;
    private final boolean timed;

    Metric(String id, String unit, Direction direction, boolean timed) {
        this.id = id;
        this.unit = unit;
        this.direction = direction;
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
     * Which way it gets better.
     *
     * @return the direction
     */
    public Direction direction() {
        return direction;
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
