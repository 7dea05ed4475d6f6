package dev.spinlab.results.gate.machine;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.stat.Interval;
import dev.spinlab.results.stat.RatioTest;

/**
 * A row that is in a run and in the baseline, freed of how much slower the machine has become.
 *
 * <p>That is known as far as the calibration kernels agree, since a row may follow any of them. So the estimate takes their
 * mean, an interval reaches from what the fastest kernel would make of it to what the slowest would, and evidence counts
 * only if every kernel leaves it standing.
 *
 * @param before the stored row
 * @param after the row of the run, of the same unit, direction and scaling
 * @param slower how many times slower the machine has become by the mean of the kernels
 * @param least the same by the kernel that slowed down least
 * @param most the same by the kernel that slowed down most
 */
public record ComparedRow(TimedBaseline.Row before, TimedBaseline.Row after, double slower, double least, double most) {

    /**
     * This run relative to the stored one.
     *
     * @param level confidence level, above 0 and below 1
     * @return the ratio of the means; NaN if a mean is not positive, without limits if a row has one fork only
     */
    public Interval ratio(double level) {
        Interval raw = test().ratio(level);
        double atLeast = after.scaling().factor(least);
        double atMost = after.scaling().factor(most);
        return new Interval(
                raw.estimate() * after.scaling().factor(slower),
                raw.low() * Math.min(atLeast, atMost),
                raw.high() * Math.max(atLeast, atMost),
                raw.level(),
                raw.n());
    }

    /**
     * The ratio turned so that above 1 is worse.
     *
     * @param level confidence level, above 0 and below 1
     * @return the ratio where smaller is better, else its reciprocal
     */
    public Interval worsening(double level) {
        Interval ratio = ratio(level);
        return smaller()
                ? ratio
                : new Interval(1 / ratio.estimate(), 1 / ratio.high(), 1 / ratio.low(), ratio.level(), ratio.n());
    }

    /**
     * The evidence that the worsening is above a value.
     *
     * @param value a log-ratio
     * @return p-value of the hypothesis that it is at most {@code value}
     */
    public double pAbove(double value) {
        double bound = value - Math.min(shift(least), shift(most));
        return smaller() ? test().pAbove(bound) : test().pBelow(-bound);
    }

    /**
     * The evidence that the worsening is below a value.
     *
     * @param value a log-ratio
     * @return p-value of the hypothesis that it is at least {@code value}
     */
    public double pBelow(double value) {
        double bound = value - Math.max(shift(least), shift(most));
        return smaller() ? test().pBelow(bound) : test().pAbove(-bound);
    }

    /**
     * The evidence that the row is neither worse nor better by a margin, by two one-sided tests.
     *
     * @param margin a positive log-ratio
     * @return p-value of the hypothesis that it is
     */
    public double pWithin(double margin) {
        return Math.max(pAbove(-margin), pBelow(margin));
    }

    /** What a machine that is so much slower adds to the log of the worsening. */
    private double shift(double speed) {
        double shift = Math.log(after.scaling().factor(speed));
        return smaller() ? shift : -shift;
    }

    private boolean smaller() {
        return after.direction() == Direction.SMALLER_IS_BETTER;
    }

    private RatioTest test() {
        return RatioTest.of(after.values(), before.values());
    }
}
