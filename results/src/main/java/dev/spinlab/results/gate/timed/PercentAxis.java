package dev.spinlab.results.gate.timed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The horizontal axis of the forest plot: ratios as changes in percent.
 *
 * @param low change at the left end, for example −0.1
 * @param high change at the right end
 * @param step between ticks
 */
record PercentAxis(double low, double high, double step) {
    private static final double LEAST = -0.5;
    private static final double MOST = 1;
    private static final int MOST_TICKS = 10;
    private static final double[] STEPS = {0.01, 0.02, 0.05, 0.1, 0.2};

    /** An axis for the limits of rows and twice the margin, but for no more than from half to twice. */
    static PercentAxis of(List<RowVerdict> rows, double margin) {
        double low = changes(rows).reduce(-2 * margin, Math::min);
        double high = changes(rows).reduce(2 * margin, Math::max);
        double from = Math.max(LEAST, low);
        double to = Math.min(MOST, high);
        double step = DoubleStream.of(STEPS)
                .filter(s -> (to - from) / s <= MOST_TICKS - 2)
                .findFirst()
                .orElse(STEPS[STEPS.length - 1]);
        // Not quite the limit: 0.1 / 0.05 may come out a little above 2.
        return new PercentAxis(Math.floor(from / step + 1e-9) * step, Math.ceil(to / step - 1e-9) * step, step);
    }

    private static DoubleStream changes(List<RowVerdict> rows) {
        return rows.stream()
                .map(RowVerdict::worsening)
                .flatMapToDouble(ratio -> DoubleStream.of(ratio.estimate(), ratio.low(), ratio.high()))
                .filter(Double::isFinite)
                .map(ratio -> ratio - 1);
    }

    /** The changes that have a tick, from the left. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (long i = Math.round(low / step); i <= Math.round(high / step); i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Place of a change from 0 at the left to 1 at the right; what is beyond an end is at that end. */
    double place(double change) {
        return (Math.min(high, Math.max(low, change)) - low) / (high - low);
    }
}
