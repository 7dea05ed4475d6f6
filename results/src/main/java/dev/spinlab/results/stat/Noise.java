package dev.spinlab.results.stat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What all rows of a gate together tell of the noise of one: its variance, trimmed as {@link PairTest} does, is that of a
 * variable whose inverse is gamma distributed, as if {@code freedom} degrees of freedom had shown {@code variance} before the
 * row was measured (empirical Bayes: Smyth, Statistical Applications in Genetics and Molecular Biology 3, 2004).
 *
 * <p>A handful of pairs says little of its own noise: with five degrees of freedom a test at 1 in 1,000 must see 6 standard
 * errors instead of 3. Ten rows of one machine say more, as much as they agree on it; but how much they agree is itself a guess
 * from a handful of pairs, so {@code freedom} is at most 8: without a bound, gates of rows that differ in noise by a third cry
 * wolf more often than asked.
 *
 * @param variance the usual variance of a pair, of log-ratios
 * @param freedom degrees of freedom that it counts for: 0 if rows tell nothing of each other
 * @param most degrees of freedom that any test may have, those of all rows together
 */
public record Noise(double variance, double freedom, double most) {
    /** Nothing is known. */
    public static final Noise UNKNOWN = new Noise(0, 0, Double.POSITIVE_INFINITY);

    /** With fewer rows there is no telling how much their variances differ. */
    private static final int FEWEST_ROWS = 3;

    private static final double LEAST_FREEDOM = 1e-3;
    private static final double MOST_FREEDOM = 8;
    private static final double ALL_ALIKE = 1e6;
    private static final double ACCURACY = 1e-9;
    private static final int STEPS = 200;

    /** Rejects what no rows can have shown. */
    public Noise {
        if (!(variance >= 0 && variance < Double.POSITIVE_INFINITY && freedom >= 0 && most > 0)) {
            throw new IllegalArgumentException("no noise: " + variance + ", " + freedom + ", " + most);
        }
    }

    /**
     * Learns the noise of rows.
     *
     * @param rows the values of the pairs of each row; a row of fewer than two, or without spread, is left out
     * @return their noise, {@link #UNKNOWN} if fewer than {@value #FEWEST_ROWS} rows are left
     */
    public static Noise of(List<double[]> rows) {
        List<TrimmedMean> seen = new ArrayList<>();
        for (double[] row : rows) {
            double[] sorted = row.clone();
            Arrays.sort(sorted);
            TrimmedMean mean = TrimmedMean.of(sorted, PairTest.TRIM);
            if (mean.variance() > 0) {
                seen.add(mean);
            }
        }
        if (seen.size() < FEWEST_ROWS) {
            return UNKNOWN;
        }
        double most = 0;
        double expected = 0;
        double[] logs = new double[seen.size()];
        for (int i = 0; i < logs.length; i++) {
            double half = seen.get(i).freedom() / 2.0;
            most += seen.get(i).freedom();
            expected += Gamma.trigamma(half) / logs.length;
            // The logarithm of a sample's variance is on average below that of the true one.
            logs[i] = StrictMath.log(seen.get(i).variance()) - Gamma.digamma(half) + StrictMath.log(half);
        }
        double mean = StatUtils.mean(logs);
        double excess = StatUtils.variance(logs) - expected;
        if (excess <= Gamma.trigamma(ALL_ALIKE / 2)) {
            return new Noise(StrictMath.exp(mean), MOST_FREEDOM, most);
        }
        double freedom = freedom(excess);
        double half = freedom / 2;
        double variance = StrictMath.exp(mean + Gamma.digamma(half) - StrictMath.log(half));
        return new Noise(variance, Math.min(MOST_FREEDOM, freedom), most);
    }

    /** The degrees of freedom at which logarithms of variances scatter so much. */
    private static double freedom(double excess) {
        if (excess >= Gamma.trigamma(LEAST_FREEDOM / 2)) {
            return LEAST_FREEDOM;
        }
        return StrictMath.exp(new BrentSolver(ACCURACY)
                .solve(
                        STEPS,
                        log -> StrictMath.log(Gamma.trigamma(StrictMath.exp(log) / 2) / excess),
                        StrictMath.log(LEAST_FREEDOM),
                        StrictMath.log(ALL_ALIKE)));
    }

    /**
     * The variance of a row, between what it showed itself and what is usual.
     *
     * @param own variance of its pairs
     * @param ownFreedom their number less one
     * @return what is most likely true
     */
    double moderated(double own, double ownFreedom) {
        return (freedom * variance + ownFreedom * own) / (freedom + ownFreedom);
    }

    /** The degrees of freedom of a moderated variance. */
    double freedomWith(double ownFreedom) {
        return Math.min(most, freedom + ownFreedom);
    }
}
