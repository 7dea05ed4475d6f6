package dev.spinlab.results.gate.machine;

import dev.spinlab.results.measure.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A run against a stored baseline of the same machine, freed of how much slower or faster the machine has become.
 *
 * <p>How much slower it is, is the geometric mean of the calibration kernels' ratios, and uncertain by as much as these
 * disagree. The value of a kernel is the median of its forks, which a burst of noise in one of them leaves alone.
 *
 * @param kernels the calibration kernels
 * @param slower the geometric mean of these, above 1 if the machine is slower than it was
 * @param reasons why the comparison is void, empty if it holds
 * @param rows the rows that are in both, by key; empty if the comparison is void
 * @param missing keys of rows that are in one of the two only
 */
public record BaselineComparison(
        List<Kernel> kernels,
        double slower,
        List<String> reasons,
        SortedMap<String, ComparedRow> rows,
        List<String> missing) {

    /** How far a kernel may have drifted, and how far two kernels may disagree: by a factor of 1.1. */
    public static final double LIMIT = 0.10;

    private static final int PARTS = 3;
    private static final double MEDIAN = 50;

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
     * @param before what it took in the stored run, in nanoseconds
     * @param after what it took now
     */
    public record Kernel(String name, double before, double after) {
        /**
         * Its time in this run relative to the stored one.
         *
         * @return above 1 if it is slower now
         */
        public double ratio() {
            return after / before;
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
        List<Kernel> kernels = Arrays.stream(CalibrationKernel.values())
                .map(kernel -> new Kernel(
                        kernel.id(),
                        median(kernel.times(stored.calibration())),
                        median(kernel.times(head.calibration()))))
                .toList();
        double[] ratios = kernels.stream().mapToDouble(Kernel::ratio).toArray();
        double slower = StatUtils.geometricMean(ratios);
        List<String> reasons = reasons(stored, head, kernels);
        SortedMap<String, ComparedRow> rows = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        head.rows().forEach((key, row) -> {
            TimedBaseline.Row before = stored.rows().get(key);
            if (before == null) {
                missing.add(key + " is not in the baseline");
            } else if (!isSameMetric(before, row)) {
                missing.add(key + " has another unit, direction or scaling in the baseline");
            } else if (reasons.isEmpty()) {
                rows.put(key, new ComparedRow(before, row, slower, StatUtils.min(ratios), StatUtils.max(ratios)));
            }
        });
        stored.rows().keySet().stream()
                .filter(key -> !head.rows().containsKey(key))
                .forEach(key -> missing.add(key + " is in the baseline only"));
        return new BaselineComparison(kernels, slower, reasons, rows, missing);
    }

    /**
     * Whether the machine changed while it was measured: each kernel's median at the start of the run, in its middle and at
     * its end must agree. Of fewer than three forks nothing is said.
     *
     * @param calibration what the kernels took, in the order in which they ran
     * @return one sentence for each kernel that drifted
     */
    public static List<String> drift(TimedBaseline.Calibration calibration) {
        List<String> reasons = new ArrayList<>();
        for (CalibrationKernel kernel : CalibrationKernel.values()) {
            List<Double> times = kernel.times(calibration);
            if (times.size() < PARTS) {
                continue;
            }
            int part = (times.size() + 1) / PARTS;
            int end = times.size() - part;
            double[] medians = {
                median(times.subList(0, part)),
                median(times.subList(part, end)),
                median(times.subList(end, times.size()))
            };
            if (StatUtils.max(medians) / StatUtils.min(medians) > 1 + LIMIT) {
                reasons.add("calibration kernel " + kernel.id() + " drifted within the run: "
                        + Numbers.time(medians[0]) + " at its start, " + Numbers.time(medians[1]) + " in its middle, "
                        + Numbers.time(medians[2]) + " at its end, the limit is a factor of "
                        + Numbers.plain(1 + LIMIT));
            }
        }
        return reasons;
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
        reasons.addAll(drift(head.calibration()));
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

    private static double median(List<Double> values) {
        return StatUtils.percentile(
                values.stream().mapToDouble(Double::doubleValue).toArray(), MEDIAN);
    }
}
