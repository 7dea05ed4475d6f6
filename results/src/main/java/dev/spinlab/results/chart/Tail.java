package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Curves that show the rare values of a histogram as well as the common ones: equal room for each further nine. */
final class Tail {
    private static final int STEPS_PER_DECADE = 20;
    private static final double[] TABLE = {50, 90, 99, 99.9, 99.99};

    private Tail() {}

    /** A point per step: x is 1 / (1 − p), y the percentile in nanoseconds; the last is the greatest value. */
    static Curve percentiles(String backend, Histogram histogram, int series) {
        List<Point> points = new ArrayList<>();
        for (double x : steps(histogram)) {
            double value = at(histogram, x);
            points.add(new Point(x, value, backend + ", " + nines(x) + ": " + Numbers.time(value)));
        }
        return new Curve(backend, points, marked(points, series));
    }

    /**
     * A point per step: x is a time in nanoseconds, y the share of values that are longer.
     *
     * @param share share of everything that is in the histogram, 1 if all is
     */
    static Curve exceedance(String backend, Histogram histogram, double share, int series) {
        List<Point> points = new ArrayList<>();
        for (double x : steps(histogram)) {
            double value = at(histogram, x);
            String title = backend + ": " + Numbers.percent(share / x) + " take longer than " + Numbers.time(value);
            points.add(new Point(value, share / x, title));
        }
        return new Curve(backend, points, marked(points, series));
    }

    /** The percentile at x = 1 / (1 − p): 10 is 90 %, 100 is 99 %, 1000 is 99.9 %. */
    static String nines(double x) {
        BigDecimal percent = BigDecimal.valueOf(100).subtract(BigDecimal.valueOf(100 / x));
        if (percent.signum() == 0) {
            return "0 %";
        }
        // As many digits as it takes to tell it from 100 %.
        int digits = 3 + (int) Math.max(0, Math.log10(x) - 1);
        return percent.round(new MathContext(digits)).stripTrailingZeros().toPlainString() + " %";
    }

    /** Median, tail and worst of a histogram for readers: {@code median 280 ns, 99.9 % 1.2 ms, worst 3 ms}. */
    static String inWords(Histogram histogram) {
        return "median " + Numbers.time(at(histogram, 2)) + ", 99.9 % " + Numbers.time(at(histogram, 1000)) + ", worst "
                + Numbers.time((double) histogram.getMaxValue());
    }

    /** The table of some panels: percentiles and the worst. */
    static DataTable table(List<Distribution> panels) {
        DataTable.Builder table =
                DataTable.of("case", "backend", "values", "50 %", "90 %", "99 %", "99.9 %", "99.99 %", "worst");
        for (Distribution panel : panels) {
            panel.byBackend().forEach((backend, histogram) -> {
                List<String> cells = new ArrayList<>(
                        List.of(panel.label(), backend, Numbers.count((double) histogram.getTotalCount())));
                for (double percentile : TABLE) {
                    cells.add(Numbers.time((double) histogram.getValueAtPercentile(percentile)));
                }
                cells.add(Numbers.time((double) histogram.getMaxValue()));
                table.row(cells.toArray(String[]::new));
            });
        }
        return table.build();
    }

    private static List<Double> steps(Histogram histogram) {
        double total = histogram.getTotalCount();
        List<Double> steps = new ArrayList<>();
        for (int step = 0; ; step++) {
            double x = Math.pow(10, step / (double) STEPS_PER_DECADE);
            if (x >= total) {
                break;
            }
            steps.add(x);
        }
        steps.add(total);
        return steps;
    }

    private static double at(Histogram histogram, double x) {
        double percentile = x >= histogram.getTotalCount() ? 100 : 100 * (1 - 1 / x);
        return Math.max(1.0, (double) histogram.getValueAtPercentile(percentile));
    }

    /** One marker per decade and one at the end, staggered so that curves that coincide still show all their markers. */
    private static List<Point> marked(List<Point> points, int series) {
        List<Point> marked = new ArrayList<>();
        for (int item = 0; item < points.size(); item++) {
            boolean last = item == points.size() - 1;
            if (last || (item > 0 && item % STEPS_PER_DECADE == 3 * (series + 1) % STEPS_PER_DECADE)) {
                marked.add(points.get(item));
            }
        }
        return marked;
    }
}
