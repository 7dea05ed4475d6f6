package dev.spinlab.bench.peers;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.results.run.JmhResult;
import dev.spinlab.results.run.Metric;
import dev.spinlab.results.stat.ForkStatistics;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a fork of a probe gave.
 *
 * @param nanos time of an operation of one thread, in nanoseconds: of short iterations in the best one, since what disturbs
 *     one only adds to it; of long ones, which may also be lucky, the median
 * @param bytes what an operation allocated, in bytes, the median; NaN where that was not asked
 * @param jain Jain's index of how evenly the tasks succeeded, the median, 1 if each as often as any other; NaN where that was not asked
 */
record Sample(double nanos, double bytes, double jain) {
    /** Reads JMH's result of one fork, whose score is a rate. */
    static Sample of(Probe.Iterations iterations, JmhResult result) throws ForkFailedException {
        List<Double> rates = result.primary().fork(0);
        double rate = iterations == Probe.Iterations.SHORT ? Collections.max(rates) : median(rates);
        double nanos = result.threads() * (double) TimeUnit.SECONDS.toNanos(1) / rate;
        if (!(nanos > 0 && nanos < Double.POSITIVE_INFINITY)) {
            throw new ForkFailedException("an operation of " + result.workload() + " took " + nanos + " ns");
        }
        return new Sample(nanos, secondary(result, "gc.alloc.rate.norm"), secondary(result, "jain"));
    }

    private static double secondary(JmhResult result, String name) {
        Metric found = result.metric(name);
        return found == null ? Double.NaN : median(found.fork(0));
    }

    private static double median(List<Double> values) {
        return ForkStatistics.median(
                        values.stream().mapToDouble(Double::doubleValue).toArray())
                .estimate();
    }
}
