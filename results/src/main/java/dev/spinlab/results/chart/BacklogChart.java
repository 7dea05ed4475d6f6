package dev.spinlab.results.chart;

import dev.spinlab.results.measure.BacklogSeries;
import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jfree.chart.plot.XYPlot;

/** Elements unlinked and not yet freed in the course of an iteration. */
final class BacklogChart {
    static final Kind KIND =
            new Kind("backlog", "Elements awaiting free over time", Question.MEMORY, BacklogChart::draw);

    private static final int MOST_PANELS = 3;
    private static final int MARKS = 6;
    private static final double MICROS_PER_MILLI = 1000;

    private BacklogChart() {}

    private static Drawing draw(ChartContext context) {
        Map<Case, Map<String, BacklogSeries>> shown = shown(context);
        if (shown.isEmpty()) {
            return KIND.absent("the run has no time series of the backlog");
        }
        List<Case> cases = List.copyOf(shown.keySet());
        List<String> backends = context.backends(cases);
        List<Double> values = shown.values().stream()
                .flatMap(byBackend -> byBackend.values().stream())
                .flatMap(series -> series.samples().stream())
                .map(sample -> (double) sample.backlog())
                .toList();
        Panels panels = Panels.beside(Axes.fitting("backlog", "elements", values, values));
        shown.forEach((c, byBackend) -> {
            List<Curve> curves = new ArrayList<>();
            byBackend.forEach((backend, series) -> curves.add(curve(backend, series, backends.indexOf(backend))));
            panels.add(
                    Axes.linear("ms; " + c.workload() + ", " + c.placement(), 0, end(byBackend.values())),
                    1,
                    List.of(new CurvesLayer(context::style, curves)));
        });
        XYPlot plot = panels.plot();
        plot.setFixedLegendItems(context.legend(backends, cases, true));
        return KIND.drawing(
                new Words(
                        description(context, shown),
                        "Elements that are unlinked and wait for the end of a grace period. A saw-tooth is the batches of a "
                                + "backend that frees many at a time; a line that rises to the end is a backlog that does "
                                + "not keep up.",
                        "Each line is the one iteration with the highest peak of all forks, looked at about once a "
                                + "millisecond: a peak between two looks is missed here and counted in the table. A higher "
                                + "goodput alone makes a higher backlog at the same length of a grace period."),
                1050,
                600,
                Theme.chart(
                        KIND.title(),
                        plot,
                        "against milliseconds since the iteration began; of each backend the iteration with the highest "
                                + "peak; a backlog of 0 is drawn at the lower edge",
                        context.machine()),
                table(context, shown));
    }

    private static Map<Case, Map<String, BacklogSeries>> shown(ChartContext context) {
        Map<Case, Map<String, BacklogSeries>> shown = new LinkedHashMap<>();
        for (Case c : CaseChoice.aboutMemory(context)) {
            boolean other = shown.keySet().stream().noneMatch(s -> s.workload().equals(c.workload()));
            if (shown.size() < MOST_PANELS && other) {
                Map<String, BacklogSeries> byBackend = new LinkedHashMap<>();
                for (Row row : context.measurements().rows(c)) {
                    BacklogSeries.worst(context.measurements().run(), row)
                            .ifPresent(series -> byBackend.put(row.backend(), series));
                }
                if (!byBackend.isEmpty()) {
                    shown.put(c, byBackend);
                }
            }
        }
        return shown;
    }

    private static Curve curve(String backend, BacklogSeries series, int index) {
        List<Point> points = new ArrayList<>();
        series.samples().forEach(sample -> {
            double millis = sample.micros() / MICROS_PER_MILLI;
            String title = backend + ", " + Numbers.plain(millis) + " ms: " + Numbers.count((double) sample.backlog())
                    + " elements";
            points.add(new Point(millis, (double) sample.backlog(), title));
        });
        List<Point> marks = new ArrayList<>();
        int apart = Math.max(1, points.size() / MARKS);
        for (int i = index * apart / MARKS; i < points.size(); i += apart) {
            marks.add(points.get(i));
        }
        return new Curve(backend, points, marks);
    }

    private static double end(Collection<BacklogSeries> all) {
        return all.stream()
                        .flatMap(series -> series.samples().stream())
                        .mapToDouble(sample -> sample.micros() / MICROS_PER_MILLI)
                        .max()
                        .orElse(1)
                * 1.02;
    }

    private static String description(ChartContext context, Map<Case, Map<String, BacklogSeries>> shown) {
        StringBuilder text = new StringBuilder("Line chart of elements awaiting free against time. ");
        shown.forEach((c, byBackend) -> byBackend.forEach((backend, series) -> {
            Row row = Objects.requireNonNull(context.measurements().row(c, backend));
            text.append(backend).append(", ").append(c.workload()).append(", ").append(c.placement());
            text.append(": peak ").append(Numbers.count((double) series.peak()));
            text.append(", mean over all forks ")
                    .append(Numbers.plain(row.backlogMean().estimate()))
                    .append(". ");
        }));
        return text.toString().strip();
    }

    private static DataTable table(ChartContext context, Map<Case, Map<String, BacklogSeries>> shown) {
        DataTable.Builder table = DataTable.of(
                "case", "backend", "peak of the line", "peak of all forks", "mean over all forks", "fork", "iteration");
        shown.forEach((c, byBackend) -> byBackend.forEach((backend, series) -> {
            Row row = Objects.requireNonNull(context.measurements().row(c, backend));
            table.row(
                    c.label(),
                    backend,
                    Numbers.count((double) series.peak()),
                    Numbers.count(row.backlogPeak()),
                    Texts.interval(row.backlogMean(), ""),
                    Integer.toString(series.fork()),
                    Integer.toString(series.iteration()));
        }));
        return table.build();
    }
}
