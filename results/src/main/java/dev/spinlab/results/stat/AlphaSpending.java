package dev.spinlab.results.stat;

import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How much of an error probability each of several looks at growing data may spend.
 *
 * <p>The spending functions are Lan and DeMets' (Biometrika 70, 1983). A look gets the difference to the look before it and
 * tests the data so far at that level: by the union bound all looks together err with probability at most α, whatever the
 * dependence. A boundary computed from the joint distribution would be sharper, but would need that distribution to be
 * normal.
 */
public enum AlphaSpending {
    /** Next to nothing early and all at the end, as O'Brien and Fleming's boundary: α(t) = 2 − 2 Φ(z(1 − α/2) / √t). */
    LATE {
        @Override
        double spent(double alpha, double fraction) {
            double z = NORMAL.inverseCumulativeProbability(1 - alpha / 2);
            return 2 * NORMAL.cumulativeProbability(-z / Math.sqrt(fraction));
        }
    },
    /** About as much at each look, as Pocock's boundary: α(t) = α ln(1 + (e − 1) t). */
    EVEN {
        @Override
        double spent(double alpha, double fraction) {
            return alpha * Math.log1p(Math.expm1(1) * fraction);
        }
    };

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /** What is spent up to and with a look. */
    abstract double spent(double alpha, double fraction);

    /**
     * The error probability that one look may spend.
     *
     * @param alpha the error probability of all looks together, above 0 and below 1
     * @param fractions share of the planned data that is there at each look, rising, above 0 and at most 1
     * @param look number of the look, from 1
     * @return the level to test at
     */
    public double atLook(double alpha, List<Double> fractions, int look) {
        requirePlan(alpha, fractions);
        if (look < 1 || look > fractions.size()) {
            throw new IllegalArgumentException("no look " + look + " among " + fractions.size());
        }
        double before = look == 1 ? 0 : spent(alpha, fractions.get(look - 2));
        return spent(alpha, fractions.get(look - 1)) - before;
    }

    /**
     * Rejects a plan that cannot be followed.
     *
     * @param alpha the error probability of all looks together
     * @param fractions share of the planned data that is there at each look
     * @throws IllegalArgumentException if {@code alpha} is not between 0 and 1, or the fractions do not rise from above 0
     *     to at most 1
     */
    public static void requirePlan(double alpha, List<Double> fractions) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must lie between 0 and 1, not at " + alpha);
        }
        double before = 0;
        for (double fraction : fractions) {
            if (!(fraction > before && fraction <= 1)) {
                throw new IllegalArgumentException("looks must rise from above 0 to at most 1: " + fractions);
            }
            before = fraction;
        }
    }
}
