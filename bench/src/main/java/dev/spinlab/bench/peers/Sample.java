package dev.spinlab.bench.peers;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.results.run.JmhResult;
import dev.spinlab.results.run.Metric;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * What a fork of a probe gave, each the median over its iterations.
 *
 * @param nanos time of an operation of one thread, in nanoseconds
 * @param bytes what an operation allocated, in bytes; NaN where that was not asked
 * @param jain Jain's index of how evenly the tasks succeeded, 1 if each as often as any other; NaN where that was not asked
 */
record Sample(double nanos, double bytes, double jain) {
    private static final double MEDIAN = 50;

    /** Reads JMH's result of one fork. */
    static Sample of(JmhResult result) throws ForkFailedException {
        double score = median(result.primary().fork(0));
        boolean time = result.primary().unit().toLowerCase(Locale.ROOT).endsWith("/op");
        double nanos = time ? score : result.threads() * (double) TimeUnit.SECONDS.toNanos(1) / score;
        if (!(nanos > 0 && nanos < Double.POSITIVE_INFINITY)) {
            throw new ForkFailedException("an operation of " + result.workload() + " took " + nanos + " ns");
        }
        return new Sample(nanos, secondary(result, "gc.alloc.rate.norm"), secondary(result, "jain"));
    }

    private static double secondary(JmhResult result, String name) {
        // JMH marks what its own profilers found by a dot before the name.
        Metric found = metric(result, name);
        return found == null ? Double.NaN : median(found.fork(0));
    }

    private static @Nullable Metric metric(JmhResult result, String name) {
        Metric plain = result.metric(name);
        return plain != null ? plain : result.metric("\u00b7" + name);
    }

    private static double median(List<Double> values) {
        double[] known = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return StatUtils.percentile(known, MEDIAN);
    }
}
