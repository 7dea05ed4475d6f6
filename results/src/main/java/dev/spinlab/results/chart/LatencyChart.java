package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.HistogramTags;
import dev.spinlab.results.measure.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.HdrHistogram.Histogram;
import org.jfree.chart.plot.XYPlot;

/** Latency of create+delete: by percentile, as share that takes longer, and under a given load. */
final class LatencyChart {
    static final Kind PERCENTILES =
            new Kind("latency", "Latency of create+delete by percentile", Question.WAIT, LatencyChart::percentiles);
    static final Kind CCDF = new Kind(
            "latency-ccdf", "Share of create+delete that takes longer", Question.WAIT, LatencyChart::exceedance);
    static final Kind OPEN_LOOP = new Kind(
            "latency-open-loop",
            "Latency of create+delete under a given load, from the intended and from the actual start",
            Question.WAIT,
            LatencyChart::openLoop);

    private static final int MOST_PANELS = 3;
    private static final double TIME_SLICE_NANOS = 1e6;
    private static final String ABSENT =
            "the run has no create-delete rows with latency=on and a saved latency histogram";
    private static final String CLOSED_LOOP =
            "Each task starts its next operation when the last one ends (a closed loop), so this is service time, not "
                    + "the response time under a given load. Every operation is timed, which itself costs some tens "
                    + "of nanoseconds; the goodput chart comes from other forks without it.";

    private LatencyChart() {}

    private static Drawing percentiles(ChartContext context) {
        List<Distribution> shown = closedLoop(context);
        return shown.isEmpty()
                ? PERCENTILES.absent(ABSENT)
                : draw(
                        context,
                        PERCENTILES,
                        shown,
                        "first attempt to success, every operation timed, closed loop; all tasks of "
                                + context.forks(Distribution.cases(shown))
                                + " merged; curves end at the worst operation",
                        "Time from the first attempt of an operation to its success, refused attempts included. Each step "
                                + "to the right is ten times rarer. Where a curve rises to the length of a time slice, the "
                                + "operation waited for another task of its CPU to run again.",
                        CLOSED_LOOP);
    }

    private static Drawing openLoop(ChartContext context) {
        List<Case> open = CaseChoice.pairsFirst(CaseChoice.plain(
                context,
                c -> c.workload().equals(Case.CREATE_DELETE)
                        && c.latency()
                        && !c.value(Parameter.ARRIVAL).equals(Parameter.ARRIVAL.standard()),
                Parameter.ARRIVAL));
        for (Case c : open) {
            Optional<Distribution> intended =
                    Distribution.of(context, c, HistogramTags.LATENCY, "from the intended start");
            Optional<Distribution> actual =
                    Distribution.of(context, c, HistogramTags.LATENCY_UNCORRECTED, "from the actual start");
            if (intended.isPresent() && actual.isPresent()) {
                return draw(
                        context,
                        OPEN_LOOP,
                        List.of(intended.get(), actual.get()),
                        c.placement() + ", " + c.value(Parameter.ARRIVAL)
                                + " operations per second and task, started on a timetable; all tasks of "
                                + context.forks(List.of(c)) + " merged",
                        "Left: from the moment an operation should have begun, as someone sees it who waits for it. Right: "
                                + "from the moment it did begin, which leaves out the wait of all the operations that "
                                + "were late because of one (coordinated omission).",
                        "The right panel is here to show how wrong it is; quote the left one. Both hold for this load "
                                + "only: nearer to saturation the left one grows without bound.");
            }
        }
        return OPEN_LOOP.absent("the run has no create-delete rows with latency=on in an open loop (arrival=n)");
    }

    private static List<Distribution> closedLoop(ChartContext context) {
        List<Case> timed = CaseChoice.pairsFirst(CaseChoice.plain(
                context,
                c -> c.workload().equals(Case.CREATE_DELETE)
                        && c.latency()
                        && c.value(Parameter.ARRIVAL).equals(Parameter.ARRIVAL.standard())));
        return Distribution.of(context, timed, HistogramTags.LATENCY, MOST_PANELS);
    }

    private static Drawing draw(
            ChartContext context, Kind kind, List<Distribution> shown, String subtitle, String see, String caution) {
        List<String> backends = Distribution.backends(context, shown);
        Panels panels = Panels.beside(
                Axes.time("latency (logarithmic)", Distribution.least(shown), Distribution.greatest(shown)));
        // Beside another panel there is no room for both 0 % and 50 %.
        DoubleFunction<String> labels = x -> x == 1 && shown.size() > 1 ? "" : Tail.nines(x);
        for (Distribution panel : shown) {
            List<Layer> layers = new ArrayList<>();
            if (panel.byBackend().values().stream().anyMatch(h -> h.getMaxValue() > TIME_SLICE_NANOS / 10)) {
                layers.add(ReferenceLayer.across(TIME_SLICE_NANOS, "time slice, 1 ms by default"));
            }
            List<Curve> curves = new ArrayList<>();
            panel.byBackend()
                    .forEach((backend, histogram) ->
                            curves.add(Tail.percentiles(backend, histogram, backends.indexOf(backend))));
            layers.add(new CurvesLayer(context::style, curves));
            double rarest = Math.max(10, Distribution.most(List.of(panel)));
            panels.add(
                    Axes.decades("percentile of operations; " + panel.label(), 1, rarest * 1.5, labels)
                            .labelFew()
                            .labelAlso(2),
                    1,
                    layers);
        }
        XYPlot plot = panels.plot();
        plot.setFixedLegendItems(context.legend(backends, Distribution.cases(shown), true));
        return kind.drawing(
                new Words(description("latency against percentile", shown), see, caution),
                shown.size() < MOST_PANELS ? 1000 : 1250,
                620,
                Theme.chart(kind.title(), plot, subtitle, context.machine()),
                Tail.table(shown));
    }

    private static Drawing exceedance(ChartContext context) {
        List<Distribution> shown = closedLoop(context);
        if (shown.isEmpty()) {
            return CCDF.absent(ABSENT);
        }
        List<String> backends = Distribution.backends(context, shown);
        Panels panels = Panels.beside(Exceedance.axis("operations that take longer", 1, 1 / Distribution.most(shown)));
        for (Distribution panel : shown) {
            List<Curve> curves = new ArrayList<>();
            panel.byBackend()
                    .forEach((backend, histogram) ->
                            curves.add(Tail.exceedance(backend, histogram, 1, backends.indexOf(backend))));
            panels.add(
                    Axes.time("latency; " + panel.label(), Distribution.least(shown), Distribution.greatest(shown)),
                    1,
                    List.of(new CurvesLayer(context::style, curves)));
        }
        XYPlot plot = panels.plot();
        List<Case> cases = Distribution.cases(shown);
        plot.setFixedLegendItems(context.legend(backends, cases, true));
        return CCDF.drawing(
                new Words(
                        description("the share of operations that take longer than a time", shown),
                        "Read up from a time to the share of operations that take longer. Both scales are logarithmic. A "
                                + "curve that falls straight down has a bound; a shoulder to the right is a second kind of "
                                + "operation, the one that waited for another task's time slice.",
                        CLOSED_LOOP),
                shown.size() < MOST_PANELS ? 1000 : 1250,
                620,
                Theme.chart(
                        CCDF.title(),
                        plot,
                        "first attempt to success, every operation timed, closed loop; all tasks of "
                                + context.forks(cases) + " merged; curves end at the worst operation",
                        context.machine()),
                Tail.table(shown));
    }

    private static String description(String what, List<Distribution> shown) {
        StringBuilder text = new StringBuilder("Line chart of " + what + ". ");
        for (Distribution panel : shown) {
            panel.byBackend()
                    .forEach((String backend, Histogram histogram) -> text.append(backend)
                            .append(", ")
                            .append(panel.label())
                            .append(": ")
                            .append(Tail.inWords(histogram))
                            .append(". "));
        }
        return text.toString().strip();
    }
}
