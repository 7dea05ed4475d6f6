package dev.spinlab.results.stat;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Intervals from fork values.
 *
 * <p>A sample holds one value per fork. NaN values (forks in which a quantity did not occur) are left out.
 */
public final class ForkStatistics {
    /** The confidence level of every interval that Spinlab shows. */
    public static final double LEVEL = 0.95;

    private static final double HALF = 0.5;

    private ForkStatistics() {}

    /**
     * Student's t interval of the mean: mean ± t(n − 1) · s / √n.
     *
     * @param forks one value per fork
     * @return the interval at {@link #LEVEL}; without limits for fewer than two forks
     */
    public static Interval mean(double... forks) {
        double[] sample = known(forks);
        int n = sample.length;
        if (n == 0) {
            return Interval.pointOnly(Double.NaN, LEVEL, 0);
        }
        double mean = StatUtils.mean(sample);
        if (n == 1) {
            return Interval.pointOnly(mean, LEVEL, 1);
        }
        double half = quantile(n - 1.0) * Math.sqrt(StatUtils.variance(sample) / n);
        return new Interval(mean, mean - half, mean + half, LEVEL, n);
    }

    /**
     * The median with an interval that holds whatever the distribution: the k-th value from below and the k-th from above,
     * with the greatest k for which the median lies outside with a probability of at most 1 − {@link #LEVEL}, by the
     * binomial distribution of how many values fall below it.
     *
     * @param forks one value per fork
     * @return the median; without limits for fewer than six forks, of which not even the extremes enclose it at the level
     */
    public static Interval median(double... forks) {
        double[] sample = known(forks);
        int n = sample.length;
        if (n == 0) {
            return Interval.pointOnly(Double.NaN, LEVEL, 0);
        }
        Arrays.sort(sample);
        double median = new Median().evaluate(sample);
        BinomialDistribution below = new BinomialDistribution(null, n, HALF);
        int k = 0;
        while (2 * below.cumulativeProbability(k) <= 1 - LEVEL) {
            k++;
        }
        return k == 0
                ? Interval.pointOnly(median, LEVEL, n)
                : new Interval(median, sample[k - 1], sample[n - k], LEVEL, n);
    }

    /**
     * The ratio of two counts in each fork: the sum of one over the fork's iterations, divided by the sum of the other.
     * A mean of the iterations' ratios would give a short iteration the weight of a long one.
     *
     * @param numerators per fork the counts of its iterations
     * @param denominators per fork the counts of its iterations, as many forks
     * @return one ratio per fork, NaN where the denominators sum to 0
     */
    public static double[] ratiosOfSums(List<List<Double>> numerators, List<List<Double>> denominators) {
        if (numerators.size() != denominators.size()) {
            throw new IllegalArgumentException(
                    numerators.size() + " forks of numerators, " + denominators.size() + " of denominators");
        }
        double[] ratios = new double[numerators.size()];
        for (int fork = 0; fork < ratios.length; fork++) {
            double below = sum(denominators.get(fork));
            ratios[fork] = below == 0 ? Double.NaN : sum(numerators.get(fork)) / below;
        }
        return ratios;
    }

    /**
     * The ratio of the means of two independent samples, with Welch's interval on the log scale, as by {@link RatioTest}.
     *
     * @param numerator one positive value per fork
     * @param denominator one positive value per fork
     * @return the ratio with its interval; without limits if a sample has fewer than two forks, NaN if a mean is not
     *     positive
     */
    public static Interval ratioOfMeans(double[] numerator, double[] denominator) {
        return RatioTest.of(numerator, denominator).ratio(LEVEL);
    }

    private static double quantile(double degreesOfFreedom) {
        return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability((1 + LEVEL) / 2);
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    static double[] known(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    }
}
