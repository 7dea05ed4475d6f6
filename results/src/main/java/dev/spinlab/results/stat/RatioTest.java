package dev.spinlab.results.stat;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Tests and intervals for the ratio of the means of two independent samples, by Welch's t on the log scale: the variance of
 * the log of a mean is s²/(n · mean²), and the degrees of freedom are Welch and Satterthwaite's.
 *
 * <p>A sample holds one value per fork; NaN values are left out. Samples of fewer than two values, or without any spread,
 * tell nothing of their noise: all p-values are then 1.
 */
public final class RatioTest {
    private final double ratio;
    private final double error;
    private final double freedom;
    private final int n;

    /** {@code error} is the standard error of the log of the ratio, NaN where it is not known. */
    private RatioTest(double ratio, double error, double freedom, int n) {
        this.ratio = ratio;
        this.error = error;
        this.freedom = freedom;
        this.n = n;
    }

    /**
     * Prepares the tests.
     *
     * @param numerator one positive value per fork
     * @param denominator one positive value per fork
     * @return the tests; of a ratio that is NaN if a mean is not positive
     */
    public static RatioTest of(double[] numerator, double[] denominator) {
        double[] a = ForkStatistics.known(numerator);
        double[] b = ForkStatistics.known(denominator);
        int n = Math.min(a.length, b.length);
        double meanA = StatUtils.mean(a);
        double meanB = StatUtils.mean(b);
        if (!(meanA > 0 && meanB > 0)) {
            return new RatioTest(Double.NaN, Double.NaN, Double.NaN, n);
        }
        double ratio = meanA / meanB;
        if (n < 2) {
            return new RatioTest(ratio, Double.NaN, Double.NaN, n);
        }
        double varianceA = StatUtils.variance(a) / (a.length * meanA * meanA);
        double varianceB = StatUtils.variance(b) / (b.length * meanB * meanB);
        double variance = varianceA + varianceB;
        double freedom =
                variance * variance / (varianceA * varianceA / (a.length - 1) + varianceB * varianceB / (b.length - 1));
        return new RatioTest(ratio, Math.sqrt(variance), freedom, n);
    }

    /**
     * The evidence that the ratio is above a value.
     *
     * @param value a log-ratio
     * @return p-value of the hypothesis ln(ratio) ≤ {@code value}
     */
    public double pAbove(double value) {
        return hasNoise() ? new TDistribution(null, freedom).cumulativeProbability(-t(value)) : 1;
    }

    /**
     * The evidence that the ratio is below a value.
     *
     * @param value a log-ratio
     * @return p-value of the hypothesis ln(ratio) ≥ {@code value}
     */
    public double pBelow(double value) {
        return hasNoise() ? new TDistribution(null, freedom).cumulativeProbability(t(value)) : 1;
    }

    /**
     * The ratio with its interval.
     *
     * @param level confidence level, above 0 and below 1
     * @return the ratio; without limits if a sample has fewer than two values, of no width if neither has any spread
     */
    public Interval ratio(double level) {
        if (Double.isNaN(error)) {
            return Interval.pointOnly(ratio, level, n);
        }
        double factor = hasNoise()
                ? Math.exp(new TDistribution(null, freedom).inverseCumulativeProbability((1 + level) / 2) * error)
                : 1;
        return new Interval(ratio, ratio / factor, ratio * factor, level, n);
    }

    private boolean hasNoise() {
        return error > 0;
    }

    private double t(double value) {
        return (Math.log(ratio) - value) / error;
    }
}
