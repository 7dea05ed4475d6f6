package dev.spinlab.results.measure;

import dev.spinlab.results.run.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One number from the iterations of a fork, or of all forks; values that are not finite are left out. */
final class Iterations {
    private Iterations() {}

    /** The sum over all forks. */
    static double sum(Metric metric) {
        return metric.rawData().stream()
                .flatMap(List::stream)
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** All values of all forks, none of a metric that did not occur; the list may be changed. */
    static List<Double> finite(@Nullable Metric metric) {
        List<Double> values = new ArrayList<>();
        if (metric != null) {
            metric.rawData()
                    .forEach(fork -> fork.stream().filter(Double::isFinite).forEach(values::add));
        }
        return values;
    }

    /** The mean, NaN of nothing. */
    static double mean(List<Double> values) {
        return values.stream()
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    /** The mean by weight, or the plain mean where an iteration lacks its weight; NaN of nothing. */
    static double weightedMean(List<Double> values, List<Double> weights) {
        if (values.size() != weights.size()) {
            return mean(values);
        }
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < values.size(); i++) {
            if (Double.isFinite(values.get(i)) && weights.get(i) > 0) {
                sum += values.get(i) * weights.get(i);
                weight += weights.get(i);
            }
        }
        return weight > 0 ? sum / weight : Double.NaN;
    }
}
