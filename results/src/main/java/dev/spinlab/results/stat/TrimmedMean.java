package dev.spinlab.results.stat;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The mean of what is left of a sample after the same number of values was cut off at each end.
 *
 * @param estimate the mean, NaN of nothing
 * @param variance sum of squares of the winsorised values over {@link #freedom}: over the number of values that are left it
 *     is the squared standard error (Yuen, Biometrika 61, 1974); 0 if the values tell nothing of their noise
 * @param kept how many values are left
 */
record TrimmedMean(double estimate, double variance, int kept) {
    /**
     * Trims a sample.
     *
     * @param sorted values, rising
     * @param share share of them to cut off at each end, rounded down to whole values
     * @return the mean
     */
    static TrimmedMean of(double[] sorted, double share) {
        int n = sorted.length;
        int cut = (int) (share * n);
        int kept = n - 2 * cut;
        double estimate = n == 0 ? Double.NaN : StatUtils.mean(sorted, cut, kept);
        boolean spread = n > 1 && sorted[cut] < sorted[n - 1 - cut];
        return new TrimmedMean(
                estimate, spread ? StatUtils.variance(winsorised(sorted, cut)) * (n - 1) / (kept - 1) : 0, kept);
    }

    private static double[] winsorised(double[] sorted, int cut) {
        double[] values = sorted.clone();
        Arrays.fill(values, 0, cut, sorted[cut]);
        Arrays.fill(values, values.length - cut, values.length, sorted[values.length - 1 - cut]);
        return values;
    }

    /** Degrees of freedom of the variance. */
    int freedom() {
        return kept - 1;
    }
}
