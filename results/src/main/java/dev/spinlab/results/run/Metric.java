package dev.spinlab.results.run;

import java.util.List;

/**
 * One metric of a JMH result with every iteration's value.
 *
 * <p>Forks stand in the order of the primary metric. An iteration in which an auxiliary metric did not occur has no
 * entry, so a fork's list may be shorter than its iterations, and empty.
 *
 * @param unit JMH's unit, for example {@code ops/s}
 * @param rawData values as {@code rawData[fork][iteration]}; NaN and infinities are possible
 */
public record Metric(String unit, List<List<Double>> rawData) {

    /** Copies the values. */
    public Metric {
        rawData = rawData.stream().map(List::copyOf).toList();
    }

    /**
     * Values of one fork.
     *
     * @param fork number of the fork, from 0
     * @return its iterations, empty where the fork has none
     */
    public List<Double> fork(int fork) {
        return fork < rawData.size() ? rawData.get(fork) : List.of();
    }
}
