package dev.spinlab.results.gate.machine;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.stat.ForkStatistics;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A run against a stored baseline of the same machine, freed of how much slower or faster the machine has become.
 *
 * <p>How much slower it is, is the geometric mean of the calibration kernels' ratios. It is taken as known: the intervals
 * of the rows are those of their own forks.
 *
 * @param kernels the calibration kernels
 * @param slower the geometric mean of these, above 1 if the machine is slower than it was
 * @param reasons why the comparison is void, empty if it holds
 * @param rows the rows that are in both, by key; empty if the comparison is void
 * @param missing keys of rows that are in one of the two only
 */
public record BaselineComparison(
        List<Kernel> kernels, double slower, List<String> reasons, SortedMap<String, Row> rows, List<String> missing) {

    /** How far a kernel may have drifted, and how far two kernels may disagree: by a factor of 1.1. */
    public static final double LIMIT = 0.10;

    /** Copies the collections. */
    public BaselineComparison {
        kernels = List.copyOf(kernels);
        reasons = List.copyOf(reasons);
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        missing = List.copyOf(missing);
    }

    /**
     * A calibration kernel.
     *
     * @param name its name
     * @param ratio its time in this run relative to the stored one
     */
    public record Kernel(String name, double ratio) {}

    /**
     * A row in both.
     *
     * @param unit unit of the values
     * @param direction which way the metric gets better
     * @param ratio this run relative to the stored one, freed of the machine's speed
     */
    public record Row(String unit, Direction direction, Interval ratio) {
        /**
         * The ratio turned so that above 1 is worse.
         *
         * @return the ratio where smaller is better, else its reciprocal
         */
        public Interval worsening() {
            return direction == Direction.SMALLER_IS_BETTER
                    ? ratio
                    : new Interval(1 / ratio.estimate(), 1 / ratio.high(), 1 / ratio.low(), ratio.level(), ratio.n());
        }
    }

    /**
     * Compares.
     *
     * @param stored the baseline
     * @param head what was measured now on the same machine
     * @return the comparison, void with reasons if the machine has changed
     */
    public static BaselineComparison of(TimedBaseline stored, TimedBaseline head) {
        TimedBaseline.Calibration now = head.calibration();
        TimedBaseline.Calibration then = stored.calibration();
        List<Kernel> kernels = List.of(
                new Kernel("cas", ratio(now.cas(), then.cas()).estimate()),
                new Kernel("cacheMiss", ratio(now.cacheMiss(), then.cacheMiss()).estimate()),
                new Kernel("handOver", ratio(now.handOver(), then.handOver()).estimate()));
        double slower = StatUtils.geometricMean(
                kernels.stream().mapToDouble(Kernel::ratio).toArray());
        List<String> reasons = reasons(stored, head, kernels);
        SortedMap<String, Row> rows = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        head.rows().forEach((key, row) -> {
            TimedBaseline.Row before = stored.rows().get(key);
            if (before == null) {
                missing.add(key + " is not in the baseline");
            } else if (!isSameMetric(before, row)) {
                missing.add(key + " has another unit, direction or scaling in the baseline");
            } else if (reasons.isEmpty()) {
                rows.put(key, row(before, row, slower));
            }
        });
        stored.rows().keySet().stream()
                .filter(key -> !head.rows().containsKey(key))
                .forEach(key -> missing.add(key + " was not measured now"));
        return new BaselineComparison(kernels, slower, reasons, rows, missing);
    }

    /**
     * Whether nothing can be concluded.
     *
     * @return true if there is a reason
     */
    public boolean isVoid() {
        return !reasons.isEmpty();
    }

    private static List<String> reasons(TimedBaseline stored, TimedBaseline head, List<Kernel> kernels) {
        List<String> reasons = new ArrayList<>();
        if (!stored.fingerprint().equals(head.fingerprint())) {
            reasons.add("the baseline is of another machine: "
                    + String.join(
                            ", ", Fingerprint.differences(stored.fingerprintOfMachine(), head.fingerprintOfMachine())));
        }
        for (Kernel kernel : kernels) {
            if (kernel.ratio() > 1 + LIMIT || kernel.ratio() < 1 / (1 + LIMIT)) {
                reasons.add("calibration kernel " + kernel.name() + " takes " + Numbers.plain(kernel.ratio())
                        + " times what it took, the limit is a factor of " + Numbers.plain(1 + LIMIT));
            }
        }
        Kernel least = Collections.min(kernels, Comparator.comparingDouble(Kernel::ratio));
        Kernel most = Collections.max(kernels, Comparator.comparingDouble(Kernel::ratio));
        double disagreement = most.ratio() / least.ratio();
        if (disagreement > 1 + LIMIT) {
            reasons.add("calibration kernels " + most.name() + " and " + least.name() + " drifted apart by a factor of "
                    + Numbers.plain(disagreement) + ", the limit is " + Numbers.plain(1 + LIMIT));
        }
        return reasons;
    }

    private static boolean isSameMetric(TimedBaseline.Row a, TimedBaseline.Row b) {
        return a.unit().equals(b.unit()) && a.direction() == b.direction() && a.scaling() == b.scaling();
    }

    private static Row row(TimedBaseline.Row before, TimedBaseline.Row now, double slower) {
        return new Row(
                now.unit(),
                now.direction(),
                ratio(now.forks(), before.forks()).times(now.scaling().factor(slower)));
    }

    private static Interval ratio(List<Double> now, List<Double> before) {
        return ForkStatistics.ratioOfMeans(values(now), values(before));
    }

    private static double[] values(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
