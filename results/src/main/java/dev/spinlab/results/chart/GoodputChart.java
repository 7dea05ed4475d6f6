package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Goodput of create+delete against tasks per CPU, a panel per number of CPUs. */
final class GoodputChart {
    static final String ID = "goodput";
    static final String TITLE = "Goodput of create+delete against tasks per CPU";
    private static final double MILLION = 1e6;
    /** Above this ratio of the greatest to the least value a linear axis would press the least to the ground. */
    private static final double LINEAR_UP_TO = 25;

    private static final double DODGE = 0.09;

    private GoodputChart() {}

    static Drawing draw(ChartContext context) {
        List<Case> all = context.measurements()
                .cases(c -> c.workload().equals(Case.CREATE_DELETE)
                        && c.preemption().equals(Case.FULL)
                        && c.interrupts().equals("none")
                        && !c.latency());
        // Further parameters would put two points on one place: the first set of them is drawn.
        List<Case> cases =
                all.stream().filter(c -> c.more().equals(all.get(0).more())).toList();
        List<Row> rows = cases.stream()
                .flatMap(c -> context.measurements().rows(c).stream())
                .filter(row -> row.goodput().hasEstimate())
                .toList();
        if (rows.isEmpty()) {
            return Drawing.absent(
                    ID, TITLE, "the run has no create-delete rows with preemption=full, latency=off and a score");
        }
        List<String> backends = context.backends(cases);
        CombinedRangeXYPlot plot = new CombinedRangeXYPlot(goodputAxis(rows));
        plot.setGap(16);
        List<Integer> cpuCounts = cases.stream().map(Case::cpus).distinct().toList();
        for (int cpus : cpuCounts) {
            List<Case> panel = cases.stream().filter(c -> c.cpus() == cpus).toList();
            plot.add(panel(context, panel, backends, cpus), Math.max(2, panel.size()));
        }
        plot.setFixedLegendItems(context.legend(backends, cases, true));
        return new Drawing(
                ID,
                TITLE,
                description(rows),
                "Only successful operations count, so a backend that refuses calls does not gain by refusing fast. "
                        + "Error bars are 95 % confidence intervals over forks.",
                "Do not read small distances whose error bars overlap as differences, and do not carry the absolute "
                        + "numbers to another machine or to a kernel: the machine model adds its own cost to every step.",
                1000,
                600,
                Theme.chart(
                        TITLE,
                        plot,
                        "preemption=full, no interrupts; successful operations only; " + context.errorBars(cases)
                                + "; points are set side by side to keep them apart",
                        context.machine()),
                null);
    }

    private static XYPlot panel(ChartContext context, List<Case> cases, List<String> backends, int cpus) {
        XYIntervalSeriesCollection dataset = new XYIntervalSeriesCollection();
        IntervalRenderer renderer = new IntervalRenderer();
        List<String> ticks = new ArrayList<>();
        cases.forEach(c -> ticks.add(Integer.toString(c.tasksPerCpu())));
        for (int b = 0; b < backends.size(); b++) {
            XYIntervalSeries series = new XYIntervalSeries(backends.get(b));
            double shift = (b - (backends.size() - 1) / 2.0) * DODGE;
            for (int x = 0; x < cases.size(); x++) {
                Row row = context.measurements().row(cases.get(x), backends.get(b));
                Interval goodput = row == null ? null : row.goodput().times(1 / MILLION);
                if (goodput != null && goodput.hasEstimate()) {
                    double at = x + shift;
                    series.add(at, at, at, goodput.estimate(), goodput.low(), goodput.high());
                }
            }
            dataset.addSeries(series);
            BackendStyle style = context.style(backends.get(b));
            renderer.setSeriesPaint(b, style.color());
            renderer.setSeriesShape(b, style.marker());
            renderer.setSeriesStroke(b, style.stroke());
        }
        SymbolAxis axis = Theme.apply(new SymbolAxis(
                "tasks per CPU, on " + cpus + (cpus == 1 ? " CPU" : " CPUs"), ticks.toArray(String[]::new)));
        axis.setGridBandsVisible(false);
        axis.setAutoRange(false);
        axis.setRange(-0.5, cases.size() - 0.5);
        XYPlot plot = new XYPlot(dataset, axis, null, renderer);
        Theme.apply(plot);
        plot.setDomainGridlinesVisible(false);
        return plot;
    }

    private static ValueAxis goodputAxis(List<Row> rows) {
        double[] finite = rows.stream()
                .map(row -> row.goodput().times(1 / MILLION))
                .flatMap(goodput -> Stream.of(goodput.estimate(), goodput.low(), goodput.high()))
                .mapToDouble(Double::doubleValue)
                .filter(v -> Double.isFinite(v) && v > 0)
                .toArray();
        double least = rows.stream()
                .mapToDouble(row -> row.goodput().estimate() / MILLION)
                .filter(v -> v > 0)
                .min()
                .orElse(1);
        double greatest = Arrays.stream(finite).max().orElse(1);
        if (greatest / least <= LINEAR_UP_TO) {
            NumberAxis axis = Theme.apply(new NumberAxis("goodput (Mops/s)"));
            axis.setNumberFormatOverride(AxisFormats.plain());
            axis.setRange(0, greatest * 1.06);
            return axis;
        }
        return Theme.apply(new DecadeAxis(
                "goodput (Mops/s, logarithmic)", least / 1.6, greatest * 1.3, AxisFormats.plain()::format));
    }

    private static String description(List<Row> rows) {
        StringBuilder text = new StringBuilder("Line chart with one line per backend. ");
        for (Row row : rows) {
            Interval goodput = row.goodput().times(1 / MILLION);
            text.append(row.backend())
                    .append(", ")
                    .append(row.measuredCase().placement())
                    .append(": ")
                    .append(Numbers.plain(goodput.estimate()))
                    .append(" Mops/s. ");
        }
        return text.toString().strip();
    }
}
