package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.run.RunDirectory;
import dev.spinlab.results.stat.ForkStatistics;
import dev.spinlab.results.stat.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.jspecify.annotations.Nullable;

/** How many calls a create takes that is retried until it succeeds, and how many creates are retried. */
final class CallsChart {
    static final Kind KIND =
            new Kind("calls-until-success", "Calls until a create succeeds", Question.WAIT, CallsChart::draw);

    private static final double BASE = 0.6;

    private CallsChart() {}

    /** Calls needed by one row's creates. */
    private record Needed(Interval median, Interval worst, Interval share) {
        boolean retried() {
            return worst.estimate() > 1;
        }
    }

    private static Drawing draw(ChartContext context) {
        List<Case> cases = context.measurements().cases(c -> c.workload().equals(Case.RETRY_CREATE) && !c.latency());
        Map<BarKey, Needed> needed = new LinkedHashMap<>();
        for (Case c : cases) {
            for (Row row : context.measurements().rows(c)) {
                Needed found = needed(context, row);
                if (found.worst().hasEstimate()) {
                    needed.put(new BarKey(row.backend(), c.conditions()), found);
                }
            }
        }
        if (needed.isEmpty()) {
            return KIND.absent("the run has no retry-create rows with latency=off and counted calls");
        }
        List<String> backends = context.backends(cases);
        List<String> categories = cases.stream().map(Case::conditions).toList();
        double most = needed.values().stream()
                .mapToDouble(n -> n.worst().estimate())
                .max()
                .orElse(1);
        Map<BarKey, Bar> median = new LinkedHashMap<>();
        Map<BarKey, Bar> worst = new LinkedHashMap<>();
        Map<BarKey, Bar> share = new LinkedHashMap<>();
        needed.forEach((key, n) -> {
            median.put(
                    key,
                    n.retried()
                            ? new Bar(n.median(), Numbers.count(n.median().estimate()))
                            : new Bar(point(Double.NaN), "none retried"));
            worst.put(
                    key,
                    new Bar(n.worst(), n.retried() ? Numbers.count(n.worst().estimate()) : "always 1"));
            share.put(
                    key, new Bar(n.share().times(100), Numbers.percent(n.share().estimate())));
        });
        BarPanels panels = new BarPanels(context, backends, categories)
                .add(calls("calls, median of the retried", most), BASE, median)
                .add(calls("calls, worst create", most), BASE, worst)
                .add(shareAxis(needed), 0, share);
        CombinedDomainCategoryPlot plot = panels.plot();
        plot.setFixedLegendItems(context.legend(backends, cases, false));
        return KIND.drawing(
                new Words(
                        description(worst, share),
                        "Each create is repeated until it succeeds. 'always 1' means that no create was ever refused. A "
                                + "backend that refuses makes its caller spin until the task that is in the way runs "
                                + "again, so the few creates that are hit need thousands of calls.",
                        "Do not read the small share of retried creates as harmless: one such create lasts a time slice. "
                                + "The number of calls grows with the length of the slice and the speed of a refused "
                                + "call."),
                1100,
                panels.height(),
                Theme.chart(
                        KIND.title(),
                        plot,
                        "retry-create; calls on a logarithmic scale, share with " + context.errorBars(cases),
                        context.machine()),
                table(median, worst, share));
    }

    private static DataTable table(Map<BarKey, Bar> median, Map<BarKey, Bar> worst, Map<BarKey, Bar> share) {
        DataTable.Builder table = DataTable.of(
                "case",
                "backend",
                "calls, median of the retried",
                "calls, worst create",
                "share of creates retried",
                "95 %, percent");
        share.forEach((key, retried) -> table.row(
                key.category().toString(),
                key.backend().toString(),
                label(median.get(key)),
                label(worst.get(key)),
                retried.label(),
                Texts.limits(retried.value()).strip()));
        return table.build();
    }

    private static String label(@Nullable Bar bar) {
        return bar == null ? Numbers.UNKNOWN : bar.label();
    }

    private static Needed needed(ChartContext context, Row row) {
        Interval share = row.retriedShare();
        Optional<Histogram> saved = context.measurements().histogram(row, RunDirectory.CALLS_UNTIL_SUCCESS);
        if (saved.isPresent() && saved.get().getTotalCount() > 0) {
            Histogram calls = saved.get();
            double total = calls.getTotalCount();
            double first = calls.getCountBetweenValues(0, 1);
            double median =
                    first == total ? 1 : calls.getValueAtPercentile(100 * (first + (total - first) / 2) / total);
            return new Needed(point(median), point((double) calls.getMaxValue()), share);
        }
        if (share.estimate() == 0) {
            return new Needed(point(1), point(1), share);
        }
        return new Needed(
                point(row.middle("callsUntilSuccess.p50")), point(row.greatest("callsUntilSuccess.max")), share);
    }

    private static Interval point(double value) {
        return Interval.pointOnly(value, ForkStatistics.LEVEL, 1);
    }

    private static DecadeAxis calls(String label, double most) {
        // The text behind the longest bar needs about a third of the panel.
        double end = Math.pow(Math.max(10, most), 1.55);
        return Theme.apply(new DecadeAxis(
                label, BASE, end, value -> value > Math.max(10, most * 10) ? "" : thousands(value)));
    }

    /** Short enough for a tick: 100, 1k, 10k, 1M. */
    private static String thousands(double value) {
        if (value >= 1e6) {
            return Numbers.count(value / 1e6) + "M";
        }
        return value >= 1e3 ? Numbers.count(value / 1e3) + "k" : Numbers.count(value);
    }

    private static NumberAxis shareAxis(Map<BarKey, Needed> needed) {
        double most = needed.values().stream()
                .map(Needed::share)
                .mapToDouble(s -> 100 * (s.hasLimits() ? s.high() : s.estimate()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        NumberAxis axis = Theme.apply(new NumberAxis("share of creates retried"));
        axis.setNumberFormatOverride(AxisFormats.percentUpToHundred());
        axis.setRange(0, most > 0 ? most * 1.5 : 1);
        return axis;
    }

    private static String description(Map<BarKey, Bar> worst, Map<BarKey, Bar> share) {
        StringBuilder text = new StringBuilder("Bar chart of the calls needed until a create succeeds. Worst create: ");
        worst.forEach((key, bar) -> {
            text.append(key.backend())
                    .append(", ")
                    .append(key.category())
                    .append(": ")
                    .append(bar.label());
            Bar retried = share.get(key);
            text.append(retried == null ? ". " : ", retried " + retried.label() + ". ");
        });
        return text.toString().strip();
    }
}
