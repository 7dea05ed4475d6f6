package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Numbers;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;

/** The kinds of axes that the charts have. */
final class Axes {
    /** Above this ratio of the greatest to the least value a linear axis would press the least to the ground. */
    private static final double LINEAR_UP_TO = 25;

    /** Room for the text behind the longest bar. */
    private static final double TEXT = 1.4;

    private Axes() {}

    /**
     * From 0 if the values are of like size, else logarithmic.
     *
     * @param limits values and their limits, of which those that are not positive are passed over
     */
    static ValueAxis fitting(String name, String unit, Collection<Double> values, Collection<Double> limits) {
        double least = positive(values).min().orElse(1);
        double greatest = Math.max(
                positive(values).max().orElse(1), positive(limits).max().orElse(0));
        if (greatest / least <= LINEAR_UP_TO) {
            return linear(name + " (" + unit + ")", 0, greatest * 1.06);
        }
        return Theme.apply(new DecadeAxis(
                name + " (" + unit + ", logarithmic)", least / 1.6, greatest * 1.4, AxisFormats.plain()::format));
    }

    /** A linear axis. */
    static NumberAxis linear(String label, double low, double high) {
        NumberAxis axis = Theme.apply(new NumberAxis(label));
        axis.setNumberFormatOverride(AxisFormats.plain());
        axis.setRange(low, high);
        return axis;
    }

    /** A linear axis of bars from 0, with room for the text behind the longest. */
    static NumberAxis bars(String label, Collection<Bar> bars) {
        double most = positive(bars.stream().map(bar -> bar.value().estimate()).toList())
                .max()
                .orElse(0);
        double limit = positive(bars.stream().map(bar -> bar.value().high()).toList())
                .max()
                .orElse(0);
        return linear(label, 0, most > 0 ? Math.max(most, limit) * TEXT : 1);
    }

    /** A linear axis of percent, given as 0 to 100. */
    static NumberAxis percent(String label, double high) {
        NumberAxis axis = linear(label, 0, high);
        axis.setNumberFormatOverride(AxisFormats.percentUpToHundred());
        return axis;
    }

    /** A logarithmic axis of times in nanoseconds, with room at both ends. */
    static DecadeAxis time(String label, double least, double greatest) {
        double low = Math.max(1, least) / 1.5;
        return Theme.apply(new DecadeAxis(label, low, Math.max(greatest, low * 10) * 2, Numbers::time));
    }

    /** A logarithmic axis with labels of one's own. */
    static DecadeAxis decades(String label, double low, double high, DoubleFunction<String> labels) {
        return Theme.apply(new DecadeAxis(label, low, high, labels));
    }

    /** Places 0, 1, 2, … with a text each. */
    static SymbolAxis places(String label, List<String> ticks) {
        SymbolAxis axis = Theme.apply(new SymbolAxis(label, ticks.toArray(String[]::new)));
        axis.setGridBandsVisible(false);
        axis.setAutoRange(false);
        axis.setRange(-0.5, ticks.size() - 0.5);
        return axis;
    }

    private static DoubleStream positive(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).filter(v -> Double.isFinite(v) && v > 0);
    }
}
