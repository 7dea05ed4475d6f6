package dev.spinlab.results.gate.history;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis with a few round ticks.
 *
 * @param low value at its lower end
 * @param high value at its upper end, above {@code low}
 * @param ticks round values within, ascending
 */
record Ticks(double low, double high, List<Double> ticks) {
    private static final int MOST = 4;
    /** Room above and below the values, relative to their span. */
    private static final double ROOM = 0.08;
    /** The least span, relative to the greatest value, so that noise of a thousandth does not look like a storm. */
    private static final double LEAST_SPAN = 0.04;

    /** Copies the list. */
    Ticks {
        ticks = List.copyOf(ticks);
    }

    /** An axis for values between two, which may be equal. */
    static Ticks around(double least, double greatest) {
        double size = Math.max(Math.abs(least), Math.abs(greatest));
        double span = Math.max(greatest - least, size == 0 ? 1 : LEAST_SPAN * size);
        double middle = (least + greatest) / 2;
        double low = middle - span * (0.5 + ROOM);
        double high = middle + span * (0.5 + ROOM);
        double step = step(high - low);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
            ticks.add(i * step);
        }
        return new Ticks(low, high, ticks);
    }

    /** 1, 2 or 5 times a power of ten, the least of which a span has at most {@link #MOST}. */
    private static double step(double span) {
        double power = Math.pow(10, Math.floor(Math.log10(span / MOST)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power * MOST >= span) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Where a value stands, 0 at the lower end and 1 at the upper one; beyond an end it is at that end. */
    double place(double value) {
        return Math.min(1, Math.max(0, (value - low) / (high - low)));
    }
}
