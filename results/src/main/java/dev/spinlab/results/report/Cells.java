package dev.spinlab.results.report;

import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.stat.Interval;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** The text of table cells. */
final class Cells {
    private Cells() {}

    /** An estimate with its limits: {@code 3.10 (2.95 to 3.26)}; {@code (interval n/a)} with one fork. */
    static String interval(Interval interval, DoubleFunction<String> format) {
        if (!interval.hasEstimate()) {
            return Numbers.UNKNOWN;
        }
        String estimate = format.apply(interval.estimate());
        if (!interval.hasLimits()) {
            return estimate + " (interval " + Numbers.UNKNOWN + ")";
        }
        if (interval.low() == interval.high()) {
            return estimate + " (alike in all forks)";
        }
        return estimate + " (" + format.apply(interval.low()) + " to " + format.apply(interval.high()) + ")";
    }

    static String interval(Interval interval) {
        return interval(interval, Numbers::plain);
    }

    static String share(Interval interval) {
        return interval(interval, Numbers::percent);
    }

    /** Counts by name: {@code EBUSY 1,204, EDEADLK 3}; empty if there are none. */
    static String counts(SortedMap<String, Double> counts) {
        return counts.entrySet().stream().map(Cells::count).collect(Collectors.joining(", "));
    }

    private static String count(Map.Entry<String, Double> entry) {
        return entry.getKey() + " " + Numbers.count(entry.getValue());
    }
}
