package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Backends;
import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;

/** Goodput of each backend as a ratio to that of the baseline, with intervals: a forest plot. */
final class RatioChart {
    static final Kind KIND =
            new Kind("ratio", "Goodput relative to " + Backends.BASELINE, Question.COST, RatioChart::draw);

    private static final int MOST_CASES = 16;
    /** Up to this ratio of the ends a linear axis has more ticks than a logarithmic one. */
    private static final double LINEAR_UP_TO = 3;

    private RatioChart() {}

    private static Drawing draw(ChartContext context) {
        List<Case> all = context.measurements().cases(c -> !c.latency() && isWork(c) && compared(context, c));
        if (all.isEmpty()) {
            return KIND.absent("the run has no rows of " + Backends.BASELINE + " and another backend to compare");
        }
        List<Case> cases = chosen(all);
        Map<BarKey, Bar> ratios = new LinkedHashMap<>();
        for (Row row : context.rows(cases)) {
            Interval ratio = context.measurements().goodputRatio(row);
            if (!row.backend().equals(Backends.BASELINE) && ratio.hasEstimate()) {
                ratios.put(
                        new BarKey(row.backend(), name(row.measuredCase())), new Bar(ratio, Texts.interval(ratio, "")));
            }
        }
        List<String> backends = context.backends(cases).stream()
                .filter(backend -> !backend.equals(Backends.BASELINE))
                .toList();
        BarPanels panels = new BarPanels(
                        context, backends, cases.stream().map(RatioChart::name).toList())
                .addPoints(axis(ratios.values()), 1, ratios);
        CombinedDomainCategoryPlot plot = panels.plot();
        plot.setFixedLegendItems(context.legend(backends, cases, false));
        int others = all.size() - cases.size();
        return KIND.drawing(
                new Words(
                        description(ratios),
                        "Right of the dashed line a backend does more successful operations per second than "
                                + Backends.BASELINE
                                + " in the same case, left of it fewer. An interval that crosses the "
                                + "line shows no difference.",
                        "Each interval stands for itself; among many of them one in twenty misses the truth. A ratio above 1 "
                                + "where the baseline refuses calls is the price of refusing, not a faster lock."),
                1000,
                panels.height(),
                Theme.chart(
                        KIND.title(),
                        plot,
                        "ratio of mean goodputs with 95 % intervals (Welch, on the log scale); " + context.forks(cases)
                                + (others == 0 ? "" : "; " + others + " more cases in the tables of the report"),
                        context.machine()),
                table(ratios));
    }

    /** Whether operations per second mean anything: recovery is a time, and doing nothing no work. */
    private static boolean isWork(Case c) {
        return !c.workload().startsWith(Case.RECOVERY) && !c.workload().equals(Case.EMPTY_OPERATION);
    }

    private static boolean compared(ChartContext context, Case c) {
        return context.measurements().rows(c).stream()
                .anyMatch(row -> !row.backend().equals(Backends.BASELINE)
                        && context.measurements().goodputRatio(row).hasEstimate());
    }

    /** All, or of each workload the first case, then those with two tasks per CPU, until there are enough. */
    private static List<Case> chosen(List<Case> all) {
        if (all.size() <= MOST_CASES) {
            return all;
        }
        Set<String> workloads = new LinkedHashSet<>();
        Set<Case> chosen = new LinkedHashSet<>();
        all.stream().filter(c -> workloads.add(c.workload())).forEach(chosen::add);
        all.stream().filter(c -> c.tasksPerCpu() == 2 && c.isPlain()).forEach(chosen::add);
        List<Case> enough = new ArrayList<>(chosen).subList(0, Math.min(MOST_CASES, chosen.size()));
        return all.stream().filter(enough::contains).toList();
    }

    private static String name(Case c) {
        return c.label().replace(", preemption=full", "");
    }

    private static ValueAxis axis(Collection<Bar> bars) {
        double least = values(bars).min().orElse(1);
        double greatest = values(bars).max().orElse(1);
        least = Math.min(least, 1);
        greatest = Math.max(greatest, 1);
        String label = "goodput / goodput of " + Backends.BASELINE;
        if (greatest / least <= LINEAR_UP_TO) {
            double room = Math.max(0.1, greatest - least);
            return Axes.linear(label, Math.max(0, least - 0.1 * room), greatest + 0.35 * room);
        }
        double room = Math.pow(greatest / least, 0.35);
        return Axes.decades(label + " (logarithmic)", least / 1.2, greatest * room, Numbers::plain);
    }

    private static DoubleStream values(Collection<Bar> bars) {
        return bars.stream()
                .map(Bar::value)
                .flatMapToDouble(v -> DoubleStream.of(v.estimate(), v.low(), v.high()))
                .filter(v -> Double.isFinite(v) && v > 0);
    }

    private static String description(Map<BarKey, Bar> ratios) {
        StringBuilder text = new StringBuilder("Forest plot of goodput relative to " + Backends.BASELINE + ". ");
        ratios.forEach((key, bar) -> text.append(key.backend())
                .append(", ")
                .append(key.category())
                .append(": ")
                .append(Texts.interval(bar.value(), ""))
                .append(". "));
        return text.toString().strip();
    }

    private static DataTable table(Map<BarKey, Bar> ratios) {
        DataTable.Builder table = DataTable.of("case", "backend", "ratio", "95 % from", "95 % to");
        ratios.forEach((key, bar) -> table.row(
                key.category().toString(),
                key.backend().toString(),
                Numbers.plain(bar.value().estimate()),
                Texts.limit(bar.value().low()),
                Texts.limit(bar.value().high())));
        return table.build();
    }
}
