package dev.spinlab.results.stat;

import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * How often something happened among independent trials, with Clopper and Pearson's exact interval at
 * {@link ForkStatistics#LEVEL}.
 *
 * @param hits how often it happened
 * @param trials how often it could have
 */
public record Rate(int hits, int trials) {
    private static final double TAIL = (1 - ForkStatistics.LEVEL) / 2;

    /** Rejects counts that cannot be. */
    public Rate {
        if (trials < 1 || hits < 0 || hits > trials) {
            throw new IllegalArgumentException(hits + " of " + trials + " is no rate");
        }
    }

    /**
     * The estimate.
     *
     * @return hits per trial, 0 to 1
     */
    public double share() {
        return (double) hits / trials;
    }

    /**
     * The lower confidence limit.
     *
     * @return 0 to 1
     */
    public double low() {
        return hits == 0 ? 0 : new BetaDistribution(null, hits, trials - hits + 1.0).inverseCumulativeProbability(TAIL);
    }

    /**
     * The upper confidence limit.
     *
     * @return 0 to 1
     */
    public double high() {
        return hits == trials
                ? 1
                : new BetaDistribution(null, hits + 1.0, trials - hits).inverseCumulativeProbability(1 - TAIL);
    }
}
