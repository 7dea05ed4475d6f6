package dev.spinlab.bench.claims;

import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.stat.Interval;
import java.util.Locale;

/** Figures as the table shows them, and the limits that criteria go by. */
final class Figures {
    private Figures() {}

    /** The lower limit; the estimate where there is no interval. */
    static double low(Interval interval) {
        return interval.hasLimits() ? interval.low() : interval.estimate();
    }

    /** The upper limit; the estimate where there is no interval. */
    static double high(Interval interval) {
        return interval.hasLimits() ? interval.high() : interval.estimate();
    }

    /** A share with its limits, for example {@code 92.1 % [90.3 %, 93.9 %]}. */
    static String share(Interval share) {
        return Numbers.percent(share.estimate())
                + (share.hasLimits()
                        ? " [" + Numbers.percent(share.low()) + ", " + Numbers.percent(share.high()) + "]"
                        : "");
    }

    /** A time with its limits, for example {@code 21 ns [20 ns, 22 ns]}. */
    static String time(Interval nanos) {
        return Numbers.time(nanos.estimate())
                + (nanos.hasLimits() ? " [" + Numbers.time(nanos.low()) + ", " + Numbers.time(nanos.high()) + "]" : "");
    }

    /** A ratio with its limits, for example {@code 1.12 [1.08, 1.16]}. */
    static String ratio(Interval ratio) {
        return two(ratio.estimate())
                + (ratio.hasLimits() ? " [" + two(ratio.low()) + ", " + two(ratio.high()) + "]" : "");
    }

    private static String two(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : Numbers.UNKNOWN;
    }

    /** A part of a whole, for example {@code 0 of 1,234,567}. */
    static String of(double part, double whole) {
        return Numbers.count(part) + " of " + Numbers.count(whole);
    }

    /** A part of a whole, for example {@code 0 of 1,234,567}. */
    static String of(long part, long whole) {
        return of((double) part, (double) whole);
    }
}
