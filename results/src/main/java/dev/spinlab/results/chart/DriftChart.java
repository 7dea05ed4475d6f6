package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.run.RunManifest;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jfree.chart.plot.XYPlot;

/** Each fork's goodput against its place in the run: whether the machine was the same from beginning to end. */
final class DriftChart {
    static final Kind KIND = new Kind("drift", "Goodput of each fork in run order", Question.COST, DriftChart::draw);

    private static final int MEDIAN_OF = 15;
    private static final double LEAST_SPREAD = 0.05;
    private static final double MOST_SPREAD = 0.5;
    private static final double SMALL = 0.7;

    private DriftChart() {}

    /** A fork: its place in the run and its goodput relative to the mean of its row's forks. */
    private record Fork(Row row, RunManifest.Fork place, double goodput, double relative) {}

    private static Drawing draw(ChartContext context) {
        List<Fork> forks = forks(context);
        if (forks.isEmpty()) {
            return KIND.absent("the run has no rows with several forks whose order is recorded");
        }
        List<Case> cases =
                forks.stream().map(fork -> fork.row().measuredCase()).distinct().toList();
        Map<String, List<Point>> points = new LinkedHashMap<>();
        context.backends(cases).forEach(backend -> points.put(backend, new ArrayList<>()));
        DataTable.Builder table = DataTable.of(
                "place in the run", "backend", "case", "goodput, Mops/s", "relative to the mean of its forks");
        double spread = LEAST_SPREAD;
        for (Fork fork : forks) {
            String backend = fork.row().backend();
            String label = fork.row().measuredCase().label();
            String relative = Numbers.plain(fork.relative());
            points.getOrDefault(backend, new ArrayList<>())
                    .add(new Point(
                            fork.place().sequence(),
                            fork.relative(),
                            backend + ", fork " + fork.place().sequence() + " of the run, " + label + ": " + relative
                                    + " of the mean"));
            table.row(
                    Integer.toString(fork.place().sequence()),
                    backend,
                    label,
                    Numbers.plain(fork.goodput() / 1e6),
                    relative);
            spread = Math.max(spread, Math.abs(fork.relative() - 1));
        }
        double shown = Math.min(MOST_SPREAD, spread * 1.15);
        List<Curve> curves = new ArrayList<>();
        points.forEach((backend, marks) -> curves.add(new Curve(backend, List.of(), marks)));
        int last = forks.get(forks.size() - 1).place().sequence();
        Panels panels = Panels.beside(Axes.linear("goodput / mean of its forks", 1 - shown, 1 + shown))
                .add(
                        Axes.linear("place of the fork in the run", -0.015 * (last + 1), 1.015 * (last + 1)),
                        1,
                        List.of(new CurvesLayer(context::style, curves, SMALL), canvas -> median(canvas, forks)));
        XYPlot plot = panels.plot();
        List<String> backends = List.copyOf(points.keySet());
        plot.setFixedLegendItems(context.legend(backends, cases, false));
        return KIND.drawing(
                new Words(
                        description(forks),
                        "Each mark is a fork, in the order in which the forks were run, as a ratio to the mean of the forks "
                                + "of its case and backend. A level cloud around 1 is a machine that stayed the same. The "
                                + "line is the running median of " + MEDIAN_OF + " forks.",
                        "A slope or a step is drift of the machine, not of a backend: the order is shuffled, so it widens "
                                + "the intervals of all backends alike. Marks at the upper or lower edge may lie beyond."),
                1050,
                560,
                Theme.chart(
                        KIND.title(),
                        plot,
                        forks.size() + " forks in shuffled order; dark line: running median of " + MEDIAN_OF,
                        context.machine()),
                table.build());
    }

    private static List<Fork> forks(ChartContext context) {
        List<Fork> forks = new ArrayList<>();
        for (Row row : context.measurements().rows()) {
            double[] goodput = row.goodputByFork();
            double mean = row.goodput().estimate();
            if (goodput.length < 2 || !(mean > 0)) {
                continue;
            }
            for (int index = 0; index < goodput.length; index++) {
                double ofFork = goodput[index];
                Optional<RunManifest.Fork> place = place(context, row, index);
                if (place.isPresent() && Double.isFinite(ofFork)) {
                    forks.add(new Fork(row, place.get(), ofFork, ofFork / mean));
                }
            }
        }
        forks.sort(Comparator.comparingInt(fork -> fork.place().sequence()));
        return forks;
    }

    private static Optional<RunManifest.Fork> place(ChartContext context, Row row, int index) {
        return context.measurements().run().manifest().order().stream()
                .filter(fork -> fork.index() == index
                        && fork.threads() == row.result().threads()
                        && fork.benchmark().equals(row.result().benchmark())
                        && fork.params().equals(row.result().params()))
                .findFirst();
    }

    private static void median(Canvas canvas, List<Fork> forks) {
        if (forks.size() < MEDIAN_OF) {
            return;
        }
        Path2D line = new Path2D.Double();
        for (int from = 0; from + MEDIAN_OF <= forks.size(); from++) {
            double x = canvas.x(forks.get(from + MEDIAN_OF / 2).place().sequence());
            double y = canvas.y(medianOf(forks.subList(from, from + MEDIAN_OF)));
            if (from == 0) {
                line.moveTo(x, y);
            } else {
                line.lineTo(x, y);
            }
        }
        canvas.g2().setPaint(Theme.TEXT);
        canvas.g2().setStroke(Theme.THICK_WHISKER);
        canvas.g2().draw(line);
    }

    private static double medianOf(List<Fork> forks) {
        double[] sorted = forks.stream().mapToDouble(Fork::relative).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static String description(List<Fork> forks) {
        int third = Math.max(1, forks.size() / 3);
        List<Fork> first = forks.subList(0, third);
        List<Fork> last = forks.subList(forks.size() - third, forks.size());
        return "Scatter chart of " + forks.size()
                + " forks in run order, each relative to the mean of its case and backend. "
                + "Median of the first third " + Numbers.plain(medianOf(first)) + ", of the last third "
                + Numbers.plain(medianOf(last)) + ".";
    }
}
