package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.HistogramTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jfree.chart.plot.XYPlot;

/** Histograms of how long memory is kept: from unlinking to freeing, and the grace periods of both domains. */
final class ReclaimChart {
    static final Kind UNLINK_TO_FREE = new Kind(
            "unlink-to-free", "Time from unlinking an element to freeing it", Question.MEMORY, ReclaimChart::unlink);
    static final Kind GRACE_PERIODS =
            new Kind("grace-periods", "Length of grace periods", Question.MEMORY, ReclaimChart::grace);

    private static final int MOST_PANELS = 3;

    private ReclaimChart() {}

    private static Drawing unlink(ChartContext context) {
        List<Distribution> shown = new ArrayList<>();
        for (Case c : CaseChoice.aboutMemory(context)) {
            boolean other =
                    shown.stream().noneMatch(panel -> panel.shown().workload().equals(c.workload()));
            if (other && shown.size() < MOST_PANELS) {
                Distribution.of(context, c, HistogramTags.UNLINK_TO_FREE, c.workload() + ", " + c.placement())
                        .ifPresent(shown::add);
            }
        }
        if (shown.isEmpty()) {
            return UNLINK_TO_FREE.absent("the run has no histogram of times from unlinking to freeing");
        }
        return draw(
                context,
                UNLINK_TO_FREE,
                shown,
                "share of elements",
                "preemption=full; trials in which every call is timed",
                "How long an element is kept after it was unlinked. A backend that frees element by element has one hump at "
                        + "the length of a grace period; one that frees in batches has a later and wider one.",
                "Longer is not wrong: memory is kept so that no reader uses it after it was freed. A short time says "
                        + "nothing of safety; the verdict matrix does. Times depend on the least length of a grace "
                        + "period, which is a parameter of the machine model.");
    }

    private static Drawing grace(ChartContext context) {
        for (Case c : CaseChoice.aboutMemory(context)) {
            List<Distribution> shown = Stream.of(
                            Distribution.of(context, c, HistogramTags.GRACE_PERIOD_RCU, "regular domain"),
                            Distribution.of(context, c, HistogramTags.GRACE_PERIOD_TRACE, "tasks-trace domain"))
                    .flatMap(Optional::stream)
                    .toList();
            if (!shown.isEmpty()) {
                return draw(
                        context,
                        GRACE_PERIODS,
                        shown,
                        "share of grace periods",
                        c.label(),
                        "How long a grace period takes from its start to its end. In the regular domain it ends when every "
                                + "CPU has passed a quiescent state; in the other, when every reader that may sleep has "
                                + "left.",
                        "A grace period is no cost to whoever asked for it: it waits in the background. Its length times "
                                + "the rate of deletes is the backlog.");
            }
        }
        return GRACE_PERIODS.absent("the run has no histogram of grace periods");
    }

    private static Drawing draw(
            ChartContext context,
            Kind kind,
            List<Distribution> shown,
            String up,
            String subtitle,
            String see,
            String caution) {
        List<String> backends = Distribution.backends(context, shown);
        Panels panels = Panels.beside(Axes.percent(up, Math.min(104, TimeHistogram.highest(shown) * 1.1)));
        StringBuilder text = new StringBuilder("Histogram of times. ");
        for (Distribution panel : shown) {
            List<Curve> curves = new ArrayList<>();
            panel.byBackend().forEach((backend, histogram) -> {
                curves.add(TimeHistogram.outline(backend, histogram));
                text.append(backend).append(", ").append(panel.label()).append(": ");
                text.append(Tail.inWords(histogram)).append(". ");
            });
            panels.add(
                    Axes.time(
                            panel.label(),
                            Distribution.least(List.of(panel)) / 1.3,
                            Distribution.greatest(List.of(panel))),
                    1,
                    List.of(new CurvesLayer(context::style, curves)));
        }
        XYPlot plot = panels.plot();
        List<Case> cases = Distribution.cases(shown);
        plot.setFixedLegendItems(context.legend(backends, cases, true));
        return kind.drawing(
                new Words(text.toString().strip(), see, caution),
                1000,
                560,
                Theme.chart(
                        kind.title(),
                        plot,
                        subtitle + "; five bins to a decade; " + context.forks(cases) + " merged",
                        context.machine()),
                Tail.table(shown));
    }
}
