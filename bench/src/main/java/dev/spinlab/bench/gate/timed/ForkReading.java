package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.ForkValues;
import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.run.JmhResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What a gate takes from the results of forks. The time of a fork alone is that of its best iteration: whatever disturbs one
 * only adds to it. So are the times of two forks that measured in turns, unless an iteration can leave to another what it should
 * free: then they are means over the iterations that are alike.
 */
public final class ForkReading {
    private static final String FAILURES = "failures.";
    private static final String VIOLATIONS = "violations.";
    private static final double MEDIAN = 50;

    private ForkReading() {}

    /**
     * Reads a result of one fork.
     *
     * @param sequence place of the fork among all of the gate
     * @param arm what ran
     * @param result what it gave
     * @return its values: CPU and wall time per success in the best iteration, since what disturbs one only adds to them,
     *     and the 99th percentile of the operations that were timed
     * @throws ForkFailedException if it measured nothing that can be compared; the message is one line
     */
    static ForkValues of(int sequence, Arm arm, JmhResult result) throws ForkFailedException {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.CPU, bestCpu(result));
        values.put(Metric.WALL, nanosPerOperation(result));
        values.put(Metric.P99, median(iterations(result, "latencyNanos.p99")));
        return of(sequence, arm, result, values);
    }

    /**
     * Reads the results of two forks that measured in turns.
     *
     * <p>Of workloads that defer nothing, the best iteration of each counts, since what disturbs one only adds to it. Of others an
     * iteration may be cheap because another pays for it. But each iteration of one fork is next to one of the other, so what
     * disturbs the machine for longer disturbs both, and leaves their ratio. Of these ratios the middle half is taken,
     * since what is shorter, such as a late compilation, makes a few of them far too large or too small; the value of a fork
     * is the geometric mean over its iterations of that half.
     *
     * @param sequence place of the first fork among all of the gate
     * @param workload what they did
     * @param first what had the first turn
     * @param second what had the second one
     * @param results what they gave, in this order
     * @return the values of both
     * @throws ArmFailedException if one measured nothing that can be compared; the message is one line
     */
    static List<ForkValues> pair(
            int sequence, Workload workload, Pairs.Side first, Pairs.Side second, List<JmhResult> results)
            throws ArmFailedException {
        List<List<Double>> times = new ArrayList<>();
        List<List<Double>> walls = new ArrayList<>();
        for (JmhResult result : results) {
            times.add(iterations(result, Metric.CPU.id()));
            walls.add(result.primary().fork(0).stream()
                    .map(rate -> TimeUnit.SECONDS.toNanos(1) / rate)
                    .toList());
        }
        double[] cpu = workload.defersNothing() ? best(times) : middle(times);
        double[] wall = workload.defersNothing() ? best(walls) : middle(walls);
        List<ForkValues> pair = new ArrayList<>();
        for (Pairs.Side side : List.of(first, second)) {
            JmhResult result = results.get(pair.size());
            Map<Metric, Double> values = new EnumMap<>(Metric.class);
            values.put(Metric.CPU, cpu[pair.size()]);
            values.put(Metric.WALL, wall[pair.size()]);
            values.put(Metric.P99, median(iterations(result, "latencyNanos.p99")));
            try {
                pair.add(of(sequence + pair.size(), side.arm(), result, values));
            } catch (ForkFailedException e) {
                throw new ArmFailedException(side.arm(), e);
            }
        }
        return pair;
    }

    /** The least of each of two forks; NaN if it has none. */
    private static double[] best(List<List<Double>> times) {
        return times.stream()
                .mapToDouble(own -> known(own).min().orElse(Double.NaN))
                .toArray();
    }

    /** The geometric means over the middle half by ratio of what two forks gave in turns. */
    private static double[] middle(List<List<Double>> times) {
        List<Double> ones = times.get(0);
        List<Double> others = times.get(1);
        List<double[]> logs = new ArrayList<>();
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            double[] log = {StrictMath.log(ones.get(i)), StrictMath.log(others.get(i))};
            if (Double.isFinite(log[0] - log[1])) {
                logs.add(log);
            }
        }
        logs.sort(Comparator.comparingDouble(log -> log[0] - log[1]));
        int outside = logs.size() / 4;
        List<double[]> inside = logs.subList(outside, logs.size() - outside);
        double[] means = new double[2];
        for (int i = 0; i < means.length; i++) {
            int place = i;
            means[i] = StrictMath.exp(
                    inside.stream().mapToDouble(log -> log[place]).average().orElse(Double.NaN));
        }
        return means;
    }

    /**
     * Reads a result of one fork, with JMH's own score in place of wall time.
     *
     * @param sequence place of the fork among all of the gate
     * @param result what it gave
     * @return its values, among them CPU time per success and goodput
     * @throws ForkFailedException if it measured nothing that can be compared; the message is one line
     */
    public static ForkValues scored(int sequence, JmhResult result) throws ForkFailedException {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.CPU, bestCpu(result));
        values.put(Metric.GOODPUT, known(result.primary().fork(0)).max().orElse(Double.NaN));
        return of(sequence, Arm.HEAD, result, values);
    }

    /**
     * Reads JMH's score of the best iteration as a time.
     *
     * @param result what a fork gave, in operations per second
     * @return nanoseconds per operation; infinite or NaN if it did none
     */
    public static double nanosPerOperation(JmhResult result) {
        return TimeUnit.SECONDS.toNanos(1)
                / known(result.primary().fork(0)).max().orElse(Double.NaN);
    }

    /** Adds to the values what all kinds of gates read. */
    private static ForkValues of(int sequence, Arm arm, JmhResult result, Map<Metric, Double> values)
            throws ForkFailedException {
        Map<String, Long> failures = new TreeMap<>();
        long violations = 0;
        for (String name : result.secondary().keySet()) {
            long sum = sum(result, name);
            if (name.startsWith(FAILURES)) {
                failures.put(name.substring(FAILURES.length()), sum);
            } else if (name.startsWith(VIOLATIONS)) {
                violations += sum;
            }
        }
        long calls = sum(result, "calls");
        long backlogPeak = Math.round(iterations(result, Metric.BACKLOG.id()).stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0));
        try {
            return new ForkValues(sequence, arm, values, failures, calls, violations, backlogPeak);
        } catch (IllegalArgumentException e) {
            throw new ForkFailedException(String.valueOf(e.getMessage()));
        }
    }

    private static double bestCpu(JmhResult result) {
        return known(iterations(result, Metric.CPU.id())).min().orElse(Double.NaN);
    }

    private static long sum(JmhResult result, String metric) {
        return Math.round(iterations(result, metric).stream()
                .mapToDouble(Double::doubleValue)
                .sum());
    }

    private static List<Double> iterations(JmhResult result, String metric) {
        var found = result.metric(metric);
        return found == null ? List.of() : found.fork(0);
    }

    private static double median(List<Double> values) {
        return StatUtils.percentile(known(values).toArray(), MEDIAN);
    }

    /** An iteration without any success has no time per success. */
    private static DoubleStream known(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).filter(value -> !Double.isNaN(value));
    }
}
