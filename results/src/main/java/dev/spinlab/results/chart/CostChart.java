package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;

/** What an operation is made of, from the exact counters of the machine model. */
final class CostChart {
    static final Kind KIND = new Kind("cost-breakdown", "What an operation is made of", Question.COST, CostChart::draw);

    private static final int MOST_CASES = 9;
    private static final Map<String, String> COUNTERS = counters();

    private CostChart() {}

    private static Map<String, String> counters() {
        Map<String, String> counters = new LinkedHashMap<>();
        counters.put("rmwPerSuccess", "atomic read-modify-writes");
        counters.put("lockAcquisitionsPerSuccess", "lock acquisitions");
        counters.put("stepsPerSuccess", "steps (shared accesses, spins)");
        return counters;
    }

    private static Drawing draw(ChartContext context) {
        List<Case> cases = cases(context);
        if (cases.isEmpty()) {
            return KIND.absent("the run has no rows with preemption=full, latency=off and exact counters");
        }
        List<String> backends = context.backends(cases);
        BarPanels panels = new BarPanels(
                context, backends, cases.stream().map(CostChart::name).toList());
        List<String> header = new ArrayList<>(List.of("case", "backend"));
        COUNTERS.forEach((metric, name) -> {
            header.add(name + " per operation");
            Map<BarKey, Bar> bars = new LinkedHashMap<>();
            for (Row row : context.rows(cases)) {
                Interval value = row.perSuccess(metric);
                if (value.hasEstimate()) {
                    bars.put(
                            new BarKey(row.backend(), name(row.measuredCase())),
                            new Bar(value, Numbers.plain(value.estimate())));
                }
            }
            panels.add(Axes.bars(name, bars.values()), 0, bars);
        });
        CombinedDomainCategoryPlot plot = panels.plot();
        plot.setFixedLegendItems(context.legend(backends, cases, false));
        return KIND.drawing(
                new Words(
                        description(context, cases),
                        "Counts per successful operation, not times: the same on every machine for one task alone. They "
                                + "say where the time goes: an atomic costs what a steal of a cache line costs, a step "
                                + "stands before each access to shared memory and in each turn of a spin loop.",
                        "Do not add them up: a lock acquisition contains atomics, and an atomic is a step. Counts of tasks "
                                + "that share a CPU contain refused calls and spinning and vary with the schedule."),
                1150,
                panels.height(),
                Theme.chart(
                        KIND.title(),
                        plot,
                        "per successful operation, exact counters; preemption=full, no interrupts, the fewest tasks that "
                                + "the run has of each workload",
                        context.machine()),
                table(context, cases, header));
    }

    /** Of each workload the case with the fewest tasks and nothing special. */
    private static List<Case> cases(ChartContext context) {
        Map<String, Case> byWorkload = new LinkedHashMap<>();
        for (Case c : context.measurements()
                .cases(c -> c.preemption().equals(Case.FULL)
                        && c.interrupts().equals("none")
                        && !c.latency()
                        && !c.workload().startsWith(Case.RECOVERY)
                        && !c.workload().equals(Case.EMPTY_OPERATION))) {
            boolean counted = context.measurements().rows(c).stream()
                    .anyMatch(row -> COUNTERS.keySet().stream()
                            .anyMatch(metric -> row.perSuccess(metric).hasEstimate()));
            if (counted) {
                byWorkload.merge(c.workload(), c, CostChart::simpler);
            }
        }
        return byWorkload.values().stream().limit(MOST_CASES).toList();
    }

    private static Case simpler(Case a, Case b) {
        if (a.more().size() != b.more().size()) {
            return a.more().size() < b.more().size() ? a : b;
        }
        return a.threads() <= b.threads() ? a : b;
    }

    private static String name(Case c) {
        return c.label().replace(", preemption=full", "");
    }

    private static String description(ChartContext context, List<Case> cases) {
        StringBuilder text = new StringBuilder("Bar chart of counts per successful operation. ");
        for (Row row : context.rows(cases)) {
            text.append(row.backend())
                    .append(", ")
                    .append(name(row.measuredCase()))
                    .append(':');
            COUNTERS.forEach((metric, name) -> text.append(' ')
                    .append(Numbers.plain(row.perSuccess(metric).estimate()))
                    .append(' ')
                    .append(name)
                    .append(','));
            text.setCharAt(text.length() - 1, '.');
            text.append(' ');
        }
        return text.toString().strip();
    }

    private static DataTable table(ChartContext context, List<Case> cases, List<String> header) {
        DataTable.Builder table = DataTable.of(header.toArray(String[]::new));
        for (Row row : context.rows(cases)) {
            List<String> cells = new ArrayList<>(List.of(name(row.measuredCase()), row.backend()));
            COUNTERS.keySet().forEach(metric -> cells.add(Texts.interval(row.perSuccess(metric), "")));
            table.row(cells.toArray(String[]::new));
        }
        return table.build();
    }
}
