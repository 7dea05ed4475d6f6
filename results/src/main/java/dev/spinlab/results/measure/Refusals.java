package dev.spinlab.results.measure;

import dev.spinlab.results.stat.Interval;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Refused calls of the tasks, or of the interrupt handlers.
 *
 * @param calls calls made in all forks
 * @param byCode refused calls by error code, only codes that occurred
 * @param perCall refused calls / calls
 * @param perTime on-CPU time in runs of refused calls / on-CPU time
 */
public record Refusals(double calls, SortedMap<String, Double> byCode, Interval perCall, Interval perTime) {

    /** Copies the map. */
    public Refusals {
        byCode = Collections.unmodifiableSortedMap(new TreeMap<>(byCode));
    }

    /**
     * Refused calls of every code.
     *
     * @return their number in all forks
     */
    public double refused() {
        return byCode.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * Whether any call was made.
     *
     * @return false where nothing can be said about refusals
     */
    public boolean measured() {
        return calls > 0 && perCall.hasEstimate();
    }
}
