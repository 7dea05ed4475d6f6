package dev.spinlab.results.stat;

/**
 * An estimate with its confidence interval.
 *
 * @param estimate the point estimate, NaN where there is none
 * @param low lower confidence limit, NaN where there is no interval
 * @param high upper confidence limit, NaN where there is no interval
 * @param level confidence level, for example 0.95
 * @param n forks (or, for a ratio, the smaller number of forks) behind it
 */
public record Interval(double estimate, double low, double high, double level, int n) {

    /**
     * An estimate that has no interval, for example because there was one fork only.
     *
     * @param estimate the estimate
     * @param level the level that an interval would have had
     * @param n forks behind it
     * @return the estimate with limits NaN
     */
    public static Interval pointOnly(double estimate, double level, int n) {
        return new Interval(estimate, Double.NaN, Double.NaN, level, n);
    }

    /**
     * Whether there is an estimate.
     *
     * @return false where nothing was measured
     */
    public boolean hasEstimate() {
        return !Double.isNaN(estimate);
    }

    /**
     * Whether there are limits.
     *
     * @return false with fewer than two forks
     */
    public boolean hasLimits() {
        return !Double.isNaN(low) && !Double.isNaN(high);
    }

    /**
     * Whether a value may be the true one.
     *
     * @param value the value
     * @return whether it lies between the limits or on one; false without limits
     */
    public boolean holds(double value) {
        return low <= value && value <= high;
    }

    /**
     * The larger distance of a limit from the estimate, relative to the estimate.
     *
     * @return for example 0.02 for ± 2 %, NaN where it has no meaning
     */
    public double relativeHalfWidth() {
        if (!hasLimits() || estimate == 0) {
            return Double.NaN;
        }
        return Math.max(high - estimate, estimate - low) / Math.abs(estimate);
    }

    /**
     * The interval in another unit.
     *
     * @param factor what to multiply by, positive
     * @return the scaled interval
     */
    public Interval times(double factor) {
        return new Interval(estimate * factor, low * factor, high * factor, level, n);
    }

    /**
     * The interval cut to the values that the quantity can take, for example 0 to 1 for a share.
     *
     * @param least smallest possible value
     * @param greatest largest possible value
     * @return the interval within the bounds
     */
    public Interval within(double least, double greatest) {
        return new Interval(
                estimate,
                Math.min(greatest, Math.max(least, low)),
                Math.min(greatest, Math.max(least, high)),
                level,
                n);
    }
}
