package dev.spinlab.bench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.ScalarResult;

/** Collects the secondary metrics of one iteration. */
final class Scalars {
    static final String COUNT = "#";
    static final String RATIO = "ratio";
    static final String PER_OP = "1/op";
    static final String NANOS = "ns";

    /** By the suffix of the metric's name. */
    private static final SortedMap<String, Double> PERCENTILES =
            new TreeMap<>(Map.of(".p50", 50.0, ".p99", 99.0, ".p99.9", 99.9));

    private final List<ScalarResult> all = new ArrayList<>();

    Scalars() {}

    /** Adds a metric whose score over iterations is the mean. */
    void mean(String name, double value, String unit) {
        add(name, value, unit, AggregationPolicy.AVG);
    }

    void mean(String name, long value, String unit) {
        mean(name, (double) value, unit);
    }

    void add(String name, long value, String unit, AggregationPolicy policy) {
        add(name, (double) value, unit, policy);
    }

    void add(String name, double value, String unit, AggregationPolicy policy) {
        all.add(new ScalarResult(name, value, unit, policy));
    }

    /** Adds a share; of nothing there is none. */
    void share(String name, long part, long whole) {
        if (whole > 0) {
            mean(name, (double) part / whole, RATIO);
        }
    }

    /** Adds the median, two high percentiles and the maximum; of nothing there are none. */
    void distribution(String name, Histogram values, String unit) {
        if (values.getTotalCount() > 0) {
            PERCENTILES.forEach(
                    (suffix, percentile) -> mean(name + suffix, values.getValueAtPercentile(percentile), unit));
            add(name + ".max", values.getMaxValue(), unit, AggregationPolicy.MAX);
        }
    }

    List<ScalarResult> all() {
        return all;
    }
}
