package dev.spinlab.results.run;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code jmh.json}: a benchmark under one set of parameters, with all its forks.
 *
 * @param benchmark fully qualified benchmark method
 * @param workload workload id: the benchmark class's simple name in kebab-case
 * @param threads worker threads
 * @param params JMH parameters by name
 * @param primary the score
 * @param secondary the other metrics by name
 */
public record JmhResult(
        String benchmark,
        String workload,
        int threads,
        SortedMap<String, String> params,
        Metric primary,
        SortedMap<String, Metric> secondary) {

    /** Copies the maps. */
    public JmhResult {
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
        secondary = Collections.unmodifiableSortedMap(new TreeMap<>(secondary));
    }

    /**
     * Number of forks measured.
     *
     * @return forks
     */
    public int forks() {
        return primary.rawData().size();
    }

    /**
     * A secondary metric.
     *
     * @param name its name in the JSON
     * @return the metric, or null where it did not occur
     */
    public @Nullable Metric metric(String name) {
        return secondary.get(name);
    }

    /**
     * The workload id of a benchmark.
     *
     * @param benchmark fully qualified method, for example {@code a.b.CreateDelete.run}
     * @return the class's simple name in kebab-case, for example {@code create-delete}
     */
    public static String workloadId(String benchmark) {
        int method = benchmark.lastIndexOf('.');
        String type = method < 0 ? benchmark : benchmark.substring(0, method);
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return simple.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
