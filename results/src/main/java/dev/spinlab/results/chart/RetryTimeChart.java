package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.HistogramTags;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jfree.chart.plot.XYPlot;

/** How long a create takes that is retried until it succeeds, as share that takes longer. */
final class RetryTimeChart {
    static final Kind KIND =
            new Kind("time-until-success", "Time until a create succeeds", Question.WAIT, RetryTimeChart::draw);

    private static final int MOST_PANELS = 3;

    private RetryTimeChart() {}

    private static Drawing draw(ChartContext context) {
        List<Case> cases = CaseChoice.pairsFirst(
                CaseChoice.plain(context, c -> c.workload().equals(Case.RETRY_CREATE)));
        List<Distribution> shown = Distribution.of(context, cases, HistogramTags.TIME_UNTIL_SUCCESS, MOST_PANELS);
        if (shown.isEmpty()) {
            return KIND.absent("the run has no retry-create rows with a saved histogram of times until success");
        }
        List<String> backends = Distribution.backends(context, shown);
        double rarest = shown.stream()
                .flatMap(panel -> panel.byBackend().entrySet().stream()
                        .map(e -> share(context, panel.shown(), e.getKey(), e.getValue())
                                / (double) e.getValue().getTotalCount()))
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1e-6);
        Panels panels = Panels.beside(Exceedance.axis("creates that take longer", 1, rarest));
        StringBuilder text = new StringBuilder("Line chart of the share of creates that take longer than a time. ");
        for (Distribution panel : shown) {
            List<Curve> curves = new ArrayList<>();
            panel.byBackend().forEach((backend, histogram) -> {
                double share = share(context, panel.shown(), backend, histogram);
                curves.add(Tail.exceedance(backend, histogram, share, backends.indexOf(backend)));
                text.append(backend).append(", ").append(panel.label()).append(": ");
                text.append(Numbers.percent(share)).append(" of creates recorded, ");
                text.append(Tail.inWords(histogram)).append(". ");
            });
            panels.add(
                    Axes.time(
                            "time until success; " + panel.label(),
                            Distribution.least(shown),
                            Distribution.greatest(shown)),
                    1,
                    List.of(new CurvesLayer(context::style, curves)));
        }
        XYPlot plot = panels.plot();
        List<Case> drawn = Distribution.cases(shown);
        plot.setFixedLegendItems(context.legend(backends, drawn, true));
        return KIND.drawing(
                new Words(
                        text.toString().strip(),
                        "Wall time from the first call to the one that creates the element. Read up from a time to the "
                                + "share of creates that take longer. A backend that refuses has its shoulder at the "
                                + "length of a time slice and above: the caller spins until the other task runs again.",
                        "The curve ends at the worst create that was seen, which is not a bound: with more creates, or "
                                + "more tasks on the CPU, a worse one comes. A backend without a curve never had to "
                                + "retry."),
                1000,
                600,
                Theme.chart(
                        KIND.title(),
                        plot,
                        "retry-create; both scales logarithmic; all tasks of " + context.forks(drawn) + " merged"
                                + never(context, drawn, backends),
                        context.machine()),
                Tail.table(shown));
    }

    /** What part of the successes is in the histogram: all, or where only the retried are recorded, those. */
    private static double share(ChartContext context, Case shown, String backend, Histogram histogram) {
        Row row = Objects.requireNonNull(context.measurements().row(shown, backend));
        double recorded = histogram.getTotalCount();
        return recorded / Math.max(recorded, row.total("successes"));
    }

    private static String never(ChartContext context, List<Case> cases, List<String> backends) {
        List<String> without = context.backends(cases).stream()
                .filter(backend -> !backends.contains(backend))
                .toList();
        return without.isEmpty() ? "" : "; no create retried: " + String.join(", ", without);
    }
}
