package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** A histogram of times as an outline over bins of equal width on a logarithmic scale, five to a decade. */
final class TimeHistogram {
    private static final double BINS_PER_DECADE = 5;

    private TimeHistogram() {}

    /** The outline in percent of all values, with a marker in the middle of each bin that has values. */
    static Curve outline(String backend, Histogram histogram) {
        NavigableMap<Integer, Long> bins = bins(histogram);
        double total = histogram.getTotalCount();
        List<Point> line = new ArrayList<>();
        List<Point> marks = new ArrayList<>();
        line.add(new Point(edge(bins.firstKey()), 0, ""));
        for (int bin = bins.firstKey(); bin <= bins.lastKey(); bin++) {
            double share = bins.getOrDefault(bin, 0L) / total;
            line.add(new Point(edge(bin), 100 * share, ""));
            line.add(new Point(edge(bin + 1), 100 * share, ""));
            if (share > 0) {
                String title = backend + ", " + Numbers.time(edge(bin)) + " to " + Numbers.time(edge(bin + 1)) + ": "
                        + Numbers.percent(share) + " of " + Numbers.count(total);
                marks.add(new Point(Math.sqrt(edge(bin) * edge(bin + 1)), 100 * share, title));
            }
        }
        line.add(new Point(edge(bins.lastKey() + 1), 0, ""));
        return new Curve(backend, line, marks);
    }

    /** The highest bin of any backend in percent. */
    static double highest(List<Distribution> panels) {
        return panels.stream()
                .flatMap(panel -> panel.byBackend().values().stream())
                .mapToDouble(h -> 100.0
                        * bins(h).values().stream()
                                .mapToLong(Long::longValue)
                                .max()
                                .orElse(0)
                        / (double) h.getTotalCount())
                .max()
                .orElse(100);
    }

    private static NavigableMap<Integer, Long> bins(Histogram histogram) {
        NavigableMap<Integer, Long> bins = new TreeMap<>();
        for (HistogramIterationValue value : histogram.recordedValues()) {
            double nanos = Math.max(1.0, (double) value.getValueIteratedTo());
            int bin = (int) Math.floor(BINS_PER_DECADE * Math.log10(nanos) + 1e-9);
            bins.merge(bin, value.getCountAtValueIteratedTo(), Long::sum);
        }
        return bins;
    }

    private static double edge(int bin) {
        return Math.pow(10, bin / BINS_PER_DECADE);
    }
}
