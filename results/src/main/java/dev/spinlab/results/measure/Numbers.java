package dev.spinlab.results.measure;

import dev.spinlab.results.stat.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers as text, the same in every locale.
 *
 * <p>What is not known is {@value #UNKNOWN}. Rounding never turns something into nothing: a share above 0 is not shown
 * as 0, nor one below 1 as 100 %.
 */
public final class Numbers {
    /** What stands for a number that is not known. */
    public static final String UNKNOWN = "n/a";

    private static final int DIGITS = 3;
    private static final double LEAST_SHARE = 1e-6;

    private Numbers() {}

    /**
     * A number with three significant digits, without exponent.
     *
     * @param value the number
     * @return for example {@code 12.3}, {@code 0.00123}, {@code 1,230}
     */
    public static String plain(double value) {
        if (!Double.isFinite(value)) {
            return UNKNOWN;
        }
        if (Math.abs(value) >= 100) {
            return count(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.HALF_UP));
        return rounded.toPlainString();
    }

    /**
     * A whole number with thousands separated.
     *
     * @param value the number, rounded
     * @return for example {@code 12,345}
     */
    public static String count(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%,d", Math.round(value)) : UNKNOWN;
    }

    /**
     * A share in percent.
     *
     * @param share 0 to 1
     * @return for example {@code 0 %}, {@code 0.016 %}, {@code 85.2 %}
     */
    public static String percent(double share) {
        if (!Double.isFinite(share)) {
            return UNKNOWN;
        }
        if (share == 0 || share == 1) {
            return share == 0 ? "0 %" : "100 %";
        }
        if (share > 0 && share < LEAST_SHARE) {
            return "<0.0001 %";
        }
        if (share > 0.9999 && share < 1) {
            return ">99.99 %";
        }
        if (share < 0.01) {
            return new BigDecimal(share * 100)
                            .round(new MathContext(2, RoundingMode.HALF_UP))
                            .toPlainString() + " %";
        }
        int decimals = share > 0.999 ? 2 : 1;
        return String.format(Locale.ROOT, "%." + decimals + "f %%", share * 100);
    }

    /**
     * A time in the unit that suits it.
     *
     * @param nanos nanoseconds
     * @return for example {@code 850 ns}, {@code 1.2 µs}, {@code 4 ms}
     */
    public static String time(double nanos) {
        if (!Double.isFinite(nanos)) {
            return UNKNOWN;
        }
        if (nanos < 1e3) {
            return trimmed(nanos) + " ns";
        }
        if (nanos < 1e6) {
            return trimmed(nanos / 1e3) + " µs";
        }
        if (nanos < 1e9) {
            return trimmed(nanos / 1e6) + " ms";
        }
        return trimmed(nanos / 1e9) + " s";
    }

    /**
     * The half width of an interval relative to its estimate.
     *
     * @param interval the interval
     * @return for example {@code ± 2.1 %}, {@value #UNKNOWN} without limits
     */
    public static String plusMinus(Interval interval) {
        double width = interval.relativeHalfWidth();
        return Double.isFinite(width) ? "± " + percentOfAnySize(width) : UNKNOWN;
    }

    private static String percentOfAnySize(double ratio) {
        if (ratio >= 0.0995) {
            return String.format(Locale.ROOT, "%.0f %%", ratio * 100);
        }
        return String.format(Locale.ROOT, "%.1f %%", ratio * 100);
    }

    private static String trimmed(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.HALF_UP));
        BigDecimal shortest = rounded.stripTrailingZeros();
        return shortest.scale() < 0
                ? shortest.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
                : shortest.toPlainString();
    }
}
