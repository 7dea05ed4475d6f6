package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.stat.ForkStatistics;
import dev.spinlab.results.stat.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;

/** How evenly the tasks get on: over a whole iteration, and in the short run. */
final class FairnessChart {
    static final Kind KIND =
            new Kind("fairness", "Fairness between tasks of create+delete", Question.WAIT, FairnessChart::draw);

    private static final int MOST_CASES = 6;

    private FairnessChart() {}

    private static Drawing draw(ChartContext context) {
        List<Case> cases = CaseChoice.plain(context, c -> c.workload().equals(Case.CREATE_DELETE)).stream()
                .filter(c -> c.threads() > 1)
                .map(c -> c.withLatency(false))
                .distinct()
                .limit(MOST_CASES)
                .toList();
        Map<BarKey, Bar> jain =
                bars(context, cases, false, row -> row.average("jain").within(0, 1), Numbers::plain);
        if (jain.isEmpty()) {
            return KIND.absent("the run has no create-delete rows with several tasks and their fairness");
        }
        Map<BarKey, Bar> shares = shares(context, cases);
        Map<BarKey, Bar> working = bars(context, cases, true, row -> row.average("lockWorkingSet"), Numbers::plain);
        Map<BarKey, Bar> again = bars(context, cases, true, row -> row.average("reacquireNanos.p50"), Numbers::time);
        List<Case> measured = context.measurements().cases(c -> cases.contains(c.withLatency(false)));
        List<String> backends = context.backends(measured);
        NumberAxis index = Axes.linear("Jain's index (1 is fair)", 0, 1.4);
        index.setNumberFormatOverride(null);
        index.setTickUnit(new NumberTickUnit(0.5, AxisFormats.upToOne()));
        BarPanels panels = new BarPanels(
                        context, backends, cases.stream().map(Case::placement).toList())
                .add(index, 0, jain);
        if (!shares.isEmpty()) {
            double most = most(shares);
            panels.addPoints(Axes.linear("least (marker) to greatest share of a task", 0, most * 1.9), 1, shares);
        }
        if (!working.isEmpty()) {
            panels.add(Axes.bars("lock working set (tasks)", working.values()), 0, working);
        }
        if (!again.isEmpty()) {
            double end = Math.pow(most(again), 1.3);
            double begin = least(again) / 3;
            panels.add(
                    Axes.decades("time to succeed again, median", begin, end, Numbers::time)
                            .labelFew(),
                    begin,
                    again);
        }
        CombinedDomainCategoryPlot plot = panels.plot();
        plot.setFixedLegendItems(context.legend(backends, measured, false));
        return KIND.drawing(
                new Words(
                        description(jain, shares),
                        "Jain's index and the shares count an iteration's successes per task; a share of 1 is what a task "
                                + "gets if all get the same. The lock working set counts how many different tasks succeed "
                                + "within ten successes per task: the fewer, the longer one task keeps the others out.",
                        "An index near 1 does not say that tasks take turns often: over a second, long turns even out. The "
                                + "working set and the time to succeed again say it, from other trials in which every call "
                                + "is timed. On one CPU a turn is a time slice, whatever the backend."),
                1250,
                panels.height(),
                Theme.chart(KIND.title(), plot, "preemption=full; " + context.errorBars(measured), context.machine()),
                table(cases, backends, jain, shares, working, again));
    }

    private static Map<BarKey, Bar> bars(
            ChartContext context,
            List<Case> cases,
            boolean timed,
            Function<Row, Interval> value,
            DoubleFunction<String> text) {
        Map<BarKey, Bar> bars = new LinkedHashMap<>();
        for (Case c : cases) {
            for (Row row : context.measurements().rows(c.withLatency(timed))) {
                Interval found = value.apply(row);
                if (found.hasEstimate()) {
                    bars.put(new BarKey(row.backend(), c.placement()), new Bar(found, text.apply(found.estimate())));
                }
            }
        }
        return bars;
    }

    private static Map<BarKey, Bar> shares(ChartContext context, List<Case> cases) {
        Map<BarKey, Bar> bars = new LinkedHashMap<>();
        for (Row row : context.rows(cases)) {
            double least = row.average("taskShare.min").estimate();
            double greatest = row.average("taskShare.max").estimate();
            if (Double.isFinite(least) && Double.isFinite(greatest)) {
                Interval range = new Interval(
                        least,
                        least,
                        greatest,
                        ForkStatistics.LEVEL,
                        row.result().forks());
                bars.put(
                        new BarKey(row.backend(), row.measuredCase().placement()),
                        new Bar(range, Numbers.plain(least) + " … " + Numbers.plain(greatest)));
            }
        }
        return bars;
    }

    private static double most(Map<BarKey, Bar> bars) {
        return bars.values().stream()
                .map(Bar::value)
                .mapToDouble(v -> v.hasLimits() ? v.high() : v.estimate())
                .max()
                .orElse(1);
    }

    private static double least(Map<BarKey, Bar> bars) {
        return bars.values().stream()
                .mapToDouble(bar -> bar.value().estimate())
                .filter(v -> v > 0)
                .min()
                .orElse(1);
    }

    private static String description(Map<BarKey, Bar> jain, Map<BarKey, Bar> shares) {
        StringBuilder text = new StringBuilder("Bar chart of fairness. Jain's index: ");
        jain.forEach((key, bar) -> {
            text.append(key.backend())
                    .append(", ")
                    .append(key.category())
                    .append(": ")
                    .append(bar.label());
            Optional.ofNullable(shares.get(key))
                    .ifPresent(share -> text.append(", shares ").append(share.label()));
            text.append(". ");
        });
        return text.toString().strip();
    }

    private static DataTable table(
            List<Case> cases,
            List<String> backends,
            Map<BarKey, Bar> jain,
            Map<BarKey, Bar> shares,
            Map<BarKey, Bar> working,
            Map<BarKey, Bar> again) {
        DataTable.Builder table = DataTable.of(
                "case", "backend", "Jain's index", "task shares", "lock working set, tasks", "time to succeed again");
        for (Case c : cases) {
            for (String backend : backends) {
                BarKey key = new BarKey(backend, c.placement());
                table.row(
                        c.placement(),
                        backend,
                        label(jain, key),
                        label(shares, key),
                        label(working, key),
                        label(again, key));
            }
        }
        return table.build();
    }

    private static String label(Map<BarKey, Bar> bars, BarKey key) {
        Bar bar = bars.get(key);
        return bar == null ? Numbers.UNKNOWN : bar.label();
    }
}
