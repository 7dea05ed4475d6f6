package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.run.RunDirectory;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Latency percentiles of create+delete on an axis that gives every further nine the same room. */
final class LatencyChart {
    static final String ID = "latency";
    static final String TITLE = "Latency of create+delete by percentile";
    private static final int STEPS_PER_DECADE = 20;
    private static final int MOST_PANELS = 3;
    private static final double TIME_SLICE_NANOS = 1e6;

    private LatencyChart() {}

    static Drawing draw(ChartContext context) {
        List<Case> timed = context.measurements().cases(c -> c.workload().equals(Case.CREATE_DELETE) && c.latency());
        Map<Case, Map<String, Histogram>> panels = new LinkedHashMap<>();
        for (Case c : preferred(timed)) {
            Map<String, Histogram> byBackend = new LinkedHashMap<>();
            for (Row row : context.measurements().rows(c)) {
                Optional<Histogram> saved = context.measurements().histogram(row, RunDirectory.LATENCY);
                saved.filter(h -> h.getTotalCount() > 0).ifPresent(h -> byBackend.put(row.backend(), h));
            }
            if (!byBackend.isEmpty() && panels.size() < MOST_PANELS) {
                panels.put(c, byBackend);
            }
        }
        if (panels.isEmpty()) {
            return Drawing.absent(
                    ID, TITLE, "the run has no create-delete rows with latency=on and a saved latency histogram");
        }
        List<Case> cases = List.copyOf(panels.keySet());
        List<String> backends = context.backends(cases);
        CombinedRangeXYPlot plot = new CombinedRangeXYPlot(latencyAxis(panels));
        plot.setGap(18);
        panels.forEach((c, byBackend) -> plot.add(panel(context, c, byBackend, backends)));
        plot.setFixedLegendItems(context.legend(backends, cases, true));
        return new Drawing(
                ID,
                TITLE,
                description(panels),
                "Time from the first attempt of an operation to its success, refused attempts included. Each step to the "
                        + "right is ten times rarer. Where a curve rises to the length of a time slice, the operation "
                        + "waited for another task of its CPU to run again.",
                "Each task starts its next operation when the last one ends (a closed loop), so this is service time, not "
                        + "the response time under a given load. Every operation is timed, which itself costs some tens "
                        + "of nanoseconds; the goodput chart comes from other forks without it.",
                1000,
                620,
                Theme.chart(
                        TITLE,
                        plot,
                        "first attempt to success, every operation timed, closed loop; all tasks of "
                                + context.forks(cases) + " merged; curves end at the worst operation",
                        context.machine()),
                null);
    }

    /** Two tasks on one CPU under full preemption first, as the case the suite is about. */
    private static List<Case> preferred(List<Case> timed) {
        List<Case> best = timed.stream()
                .filter(c -> c.preemption().equals(Case.FULL) && c.tasksPerCpu() == 2)
                .toList();
        return best.isEmpty() ? timed : best;
    }

    private static XYPlot panel(
            ChartContext context, Case shown, Map<String, Histogram> byBackend, List<String> backends) {
        XYSeriesCollection dataset = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new NinesRenderer();
        double rarest = 10;
        for (int b = 0; b < backends.size(); b++) {
            XYSeries series = new XYSeries(backends.get(b));
            Histogram histogram = byBackend.get(backends.get(b));
            if (histogram != null) {
                curve(series, histogram);
                rarest = Math.max(rarest, (double) histogram.getTotalCount());
            }
            dataset.addSeries(series);
            BackendStyle style = context.style(backends.get(b));
            renderer.setSeriesPaint(b, style.color());
            renderer.setSeriesShape(b, style.marker());
            renderer.setSeriesStroke(b, style.stroke());
        }
        DecadeAxis axis = Theme.apply(new DecadeAxis(
                        "percentile of operations; " + shown.placement() + ", preemption=" + shown.preemption(),
                        1,
                        rarest * 1.5,
                        LatencyChart::nines)
                .labelAlso(2));
        XYPlot plot = new XYPlot(dataset, axis, null, renderer);
        Theme.apply(plot);
        if (longest(byBackend) > TIME_SLICE_NANOS / 10 && shown.preemption().equals(Case.FULL)) {
            plot.addRangeMarker(new ValueMarker(TIME_SLICE_NANOS, Theme.AXIS, Theme.REFERENCE), Layer.BACKGROUND);
            XYTextAnnotation note = new XYTextAnnotation("time slice, 1 ms by default", 1.15, TIME_SLICE_NANOS * 1.1);
            note.setTextAnchor(TextAnchor.BOTTOM_LEFT);
            note.setFont(Theme.TICK);
            note.setPaint(Theme.QUIET_TEXT);
            plot.addAnnotation(note);
        }
        return plot;
    }

    private static void curve(XYSeries series, Histogram histogram) {
        double total = histogram.getTotalCount();
        for (int step = 0; ; step++) {
            double x = Math.pow(10, step / (double) STEPS_PER_DECADE);
            if (x >= total) {
                break;
            }
            series.add(x, Math.max(1.0, at(histogram, 100 * (1 - 1 / x))));
        }
        series.add(total, Math.max(1.0, at(histogram, 100)));
    }

    private static DecadeAxis latencyAxis(Map<Case, Map<String, Histogram>> panels) {
        double least = Double.MAX_VALUE;
        double greatest = 10;
        for (Map<String, Histogram> byBackend : panels.values()) {
            for (Histogram histogram : byBackend.values()) {
                least = Math.min(least, Math.max(1.0, at(histogram, 0)));
                greatest = Math.max(greatest, at(histogram, 100));
            }
        }
        return Theme.apply(new DecadeAxis("latency (logarithmic)", least / 1.5, greatest * 2, Numbers::time));
    }

    private static double at(Histogram histogram, double percentile) {
        return (double) histogram.getValueAtPercentile(percentile);
    }

    private static double longest(Map<String, Histogram> byBackend) {
        return byBackend.values().stream()
                .mapToDouble(Histogram::getMaxValue)
                .max()
                .orElse(0);
    }

    /** The percentile at x = 1 / (1 − p): 10 is 90 %, 100 is 99 %, 1000 is 99.9 %. */
    private static String nines(double x) {
        BigDecimal percent = BigDecimal.valueOf(100).subtract(BigDecimal.valueOf(100 / x));
        return percent.signum() == 0 ? "0 %" : percent.stripTrailingZeros().toPlainString() + " %";
    }

    private static String description(Map<Case, Map<String, Histogram>> panels) {
        StringBuilder text = new StringBuilder("Line chart of latency against percentile. ");
        panels.forEach((c, byBackend) -> byBackend.forEach((backend, histogram) -> text.append(backend)
                .append(", ")
                .append(c.placement())
                .append(": median ")
                .append(Numbers.time(at(histogram, 50)))
                .append(", 99.9 % ")
                .append(Numbers.time(at(histogram, 99.9)))
                .append(", worst ")
                .append(Numbers.time(at(histogram, 100)))
                .append(". ")));
        return text.toString().strip();
    }

    /** One marker per decade and one at the end, staggered so that curves that coincide still show all their markers. */
    private static final class NinesRenderer extends XYLineAndShapeRenderer {
        private static final long serialVersionUID = 1L;

        NinesRenderer() {
            setDrawSeriesLineAsPath(true);
        }

        @Override
        public boolean getItemShapeVisible(int series, int item) {
            int last = getPlot().getDataset().getItemCount(series) - 1;
            return item == last || (item > 0 && item % STEPS_PER_DECADE == 4 * (series + 1) % STEPS_PER_DECADE);
        }
    }
}
