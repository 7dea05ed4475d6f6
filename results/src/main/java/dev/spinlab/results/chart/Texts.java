package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.stat.Interval;
import java.util.function.DoubleFunction;

/** Intervals in words. */
final class Texts {
    private Texts() {}

    /** For example {@code 3.1 [3.02, 3.18] Mops/s}, or without limits {@code 3.1 Mops/s}. */
    static String interval(Interval interval, String unit) {
        String text = interval(interval, Numbers::plain);
        return unit.isEmpty() ? text : text + " " + unit;
    }

    /** The same with another form of number. */
    static String interval(Interval interval, DoubleFunction<String> number) {
        String estimate = number.apply(interval.estimate());
        if (!interval.hasLimits()) {
            return estimate;
        }
        return estimate + " [" + number.apply(interval.low()) + ", " + number.apply(interval.high()) + "]";
    }

    /** The limits alone in brackets after a space, empty where there are none. */
    static String limits(Interval interval) {
        return interval.hasLimits()
                ? " [" + Numbers.plain(interval.low()) + ", " + Numbers.plain(interval.high()) + "]"
                : "";
    }

    /** A limit in a table, empty where there is none. */
    static String limit(double limit) {
        return Double.isFinite(limit) ? Numbers.plain(limit) : "";
    }
}
