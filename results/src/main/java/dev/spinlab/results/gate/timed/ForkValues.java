package dev.spinlab.results.gate.timed;

import static java.util.Objects.requireNonNull;

import dev.spinlab.results.gate.export.Direction;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one JVM measured.
 *
 * @param sequence place among all forks of the gate, in the order in which they ran
 * @param arm the version it ran
 * @param values values of timed metrics, positive
 * @param failures failed calls by error code
 * @param calls all calls, at least 1
 * @param violations breaches of an invariant
 * @param backlogPeak most elements unlinked and not yet freed at once
 */
public record ForkValues(
        int sequence,
        Arm arm,
        Map<Metric, Double> values,
        Map<String, Long> failures,
        long calls,
        long violations,
        long backlogPeak) {

    /** Copies the maps and rejects what no fork can have measured. */
    public ForkValues {
        requireNonNull(arm, "arm");
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
        values.forEach((metric, value) -> {
            if (!metric.timed()) {
                throw new IllegalArgumentException(metric.id() + " is a count, not a value of fork " + sequence);
            }
            if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("fork " + sequence + " has " + metric.id() + " " + value
                        + ", which must be positive and finite");
            }
        });
        if (calls < 1
                || violations < 0
                || backlogPeak < 0
                || failures.values().stream().anyMatch(n -> n < 0)) {
            throw new IllegalArgumentException("fork " + sequence + " has a negative count or no calls");
        }
    }

    /**
     * The share of calls that failed with a code.
     *
     * @param code an error code
     * @return 0 to 1
     */
    public double failedShare(String code) {
        return failures.getOrDefault(code, 0L) / (double) calls;
    }

    /** The same values with times multiplied, and rates divided, by a ratio. */
    ForkValues slowed(double ratio) {
        Map<Metric, Double> slower = new TreeMap<>(values);
        slower.replaceAll(
                (metric, value) -> metric.direction() == Direction.SMALLER_IS_BETTER ? value * ratio : value / ratio);
        return new ForkValues(sequence, arm, slower, failures, calls, violations, backlogPeak);
    }

    /** The same values, as if another arm had given them. */
    ForkValues ranAs(Arm other) {
        return new ForkValues(sequence, other, values, failures, calls, violations, backlogPeak);
    }
}
