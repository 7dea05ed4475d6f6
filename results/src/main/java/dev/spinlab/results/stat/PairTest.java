package dev.spinlab.results.stat;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Tests and intervals for the location θ of log-ratios of two arms, one value per pair of forks.
 *
 * <p>Fewer than two pairs, or pairs without any spread, hold no information about their noise: all p-values are then 1
 * and there is no interval.
 */
public final class PairTest {
    /** How the location is estimated and tested. */
    public enum Method {
        /** The mean, by Student's t: most power if the noise is near normal. */
        T,
        /**
         * The 20 % trimmed mean, by Yuen's t (Biometrika 61, 1974): the sum of squares of the winsorised values over
         * h (h − 1), with h − 1 degrees of freedom, where h values are left. The same as T below five pairs. An approximation, a little liberal in
         * the far tails where corrections for many rows and looks test.
         */
        YUEN,
        /**
         * The 20 % trimmed mean, by Yuen's t with the variance that is most likely after what the other rows have shown of
         * theirs: see {@link Noise}. The same as YUEN where they have shown nothing.
         */
        MODERATED_YUEN,
        /**
         * The Hodges-Lehmann estimate, by Wilcoxon's signed ranks: exact up to 50 pairs without ties, else normal. With n
         * pairs no p-value is below 2^−n.
         */
        SIGNED_RANK
    }

    static final double TRIM = 0.2;

    private final Method method;
    private final double[] pairs;
    private final double estimate;
    private final double error;
    private final double freedom;

    /** Sorts what it was given; {@code error} is NaN where the values tell nothing of their noise. */
    private PairTest(Method method, Noise noise, double[] sorted) {
        this.method = method;
        pairs = sorted;
        boolean trims = method == Method.YUEN || method == Method.MODERATED_YUEN;
        TrimmedMean mean = TrimmedMean.of(sorted, trims ? TRIM : 0);
        freedom = noise.freedomWith(mean.freedom());
        estimate = method == Method.SIGNED_RANK && sorted.length > 0
                ? new Median().evaluate(walshAverages())
                : mean.estimate();
        error = mean.variance() > 0
                ? Math.sqrt(noise.moderated(mean.variance(), mean.freedom()) / mean.kept())
                : Double.NaN;
    }

    /**
     * Prepares the tests.
     *
     * @param method how to estimate and test
     * @param pairs one finite value per pair, in any order
     * @return the tests
     */
    public static PairTest of(Method method, double... pairs) {
        return of(method, Noise.UNKNOWN, pairs);
    }

    /**
     * Prepares the tests of one of many rows.
     *
     * @param method how to estimate and test
     * @param noise what all rows together have shown of their noise; only one method makes use of it
     * @param pairs one finite value per pair, in any order
     * @return the tests
     */
    public static PairTest of(Method method, Noise noise, double... pairs) {
        double[] sorted = pairs.clone();
        for (double pair : sorted) {
            if (!Double.isFinite(pair)) {
                throw new IllegalArgumentException("not the value of a pair: " + pair);
            }
        }
        Arrays.sort(sorted);
        return new PairTest(method, method == Method.MODERATED_YUEN ? noise : Noise.UNKNOWN, sorted);
    }

    /**
     * The estimate of θ.
     *
     * @return a log-ratio, NaN without pairs
     */
    public double estimate() {
        return estimate;
    }

    /**
     * The evidence that θ is above a value.
     *
     * @param value a log-ratio
     * @return p-value of the hypothesis θ ≤ {@code value}
     */
    public double pAbove(double value) {
        return p(AlternativeHypothesis.GREATER_THAN, value);
    }

    /**
     * The evidence that θ is below a value.
     *
     * @param value a log-ratio
     * @return p-value of the hypothesis θ ≥ {@code value}
     */
    public double pBelow(double value) {
        return p(AlternativeHypothesis.LESS_THAN, value);
    }

    /**
     * The evidence that θ lies within a margin, by two one-sided tests (Schuirmann, 1987).
     *
     * @param margin a positive log-ratio
     * @return p-value of the hypothesis |θ| ≥ {@code margin}
     */
    public double pWithin(double margin) {
        return Math.max(pAbove(-margin), pBelow(margin));
    }

    /**
     * The ratio exp(θ) with its interval, the values that neither one-sided test rejects at (1 − level) / 2. The
     * interval at 1 − 2 α lies within a margin if and only if {@link #pWithin} is at most α.
     *
     * @param level confidence level, above 0 and below 1
     * @return the ratio; without limits where the values tell nothing of their noise, or for signed ranks if there are
     *     too few pairs for that level
     */
    public Interval ratio(double level) {
        double ratio = StrictMath.exp(estimate);
        if (Double.isNaN(error)) {
            return Interval.pointOnly(ratio, level, pairs.length);
        }
        double tail = (1 - level) / 2;
        if (method == Method.SIGNED_RANK) {
            return rankInterval(ratio, level, tail);
        }
        double half = new TDistribution(null, freedom).inverseCumulativeProbability(1 - tail) * error;
        return new Interval(
                ratio, StrictMath.exp(estimate - half), StrictMath.exp(estimate + half), level, pairs.length);
    }

    private double p(AlternativeHypothesis alternative, double value) {
        if (Double.isNaN(error)) {
            return 1;
        }
        if (method == Method.SIGNED_RANK) {
            return WilcoxonSignedRankTest.withDefaults()
                    .with(alternative)
                    .withMu(value)
                    .test(pairs)
                    .getPValue();
        }
        double t = (estimate - value) / error;
        boolean above = alternative == AlternativeHypothesis.GREATER_THAN;
        return new TDistribution(null, freedom).cumulativeProbability(above ? -t : t);
    }

    /**
     * The signed-rank test changes its mind only at averages of two values; the limits are the outermost averages
     * beyond which it rejects, found between neighbours, where there are neither zeros nor ties.
     */
    private Interval rankInterval(double ratio, double level, double tail) {
        double[] averages = Arrays.stream(walshAverages()).distinct().toArray();
        int last = averages.length - 1;
        if (pAbove(averages[0] - 1) > tail) {
            return Interval.pointOnly(ratio, level, pairs.length);
        }
        int low = 0;
        while (low < last && pAbove((averages[low] + averages[low + 1]) / 2) <= tail) {
            low++;
        }
        int high = last;
        while (high > 0 && pBelow((averages[high] + averages[high - 1]) / 2) <= tail) {
            high--;
        }
        return new Interval(ratio, StrictMath.exp(averages[low]), StrictMath.exp(averages[high]), level, pairs.length);
    }

    /** Means of all values two by two, each with itself too, the smallest first. */
    private double[] walshAverages() {
        int n = pairs.length;
        double[] averages = new double[n * (n + 1) / 2];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                averages[at++] = (pairs[i] + pairs[j]) / 2;
            }
        }
        Arrays.sort(averages);
        return averages;
    }
}
