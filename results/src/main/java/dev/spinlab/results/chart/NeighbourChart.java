package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Parameter;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.stat.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;

/** What other work on the same CPUs gets done beside each backend. */
final class NeighbourChart {
    static final Kind KIND =
            new Kind("other-work", "Other work done on the same CPUs", Question.COST, NeighbourChart::draw);

    private static final int MOST_CASES = 8;
    private static final String METRIC = "neighbourUnitsPerSecond";
    private static final double MILLION = 1e6;

    private NeighbourChart() {}

    private static Drawing draw(ChartContext context) {
        List<Case> cases = CaseChoice.plain(
                        context,
                        c -> c.value(Parameter.NEIGHBOUR).equals("on")
                                && !c.latency()
                                && context.measurements().rows(c).stream()
                                        .anyMatch(row -> row.average(METRIC).hasEstimate()),
                        Parameter.NEIGHBOUR)
                .stream()
                .limit(MOST_CASES)
                .toList();
        if (cases.isEmpty()) {
            return KIND.absent("the run has no rows with neighbour=on and latency=off");
        }
        Map<BarKey, Bar> work = new LinkedHashMap<>();
        Map<BarKey, Bar> goodput = new LinkedHashMap<>();
        DataTable.Builder table = DataTable.of("case", "backend", "other work, million units/s", "goodput, Mops/s");
        StringBuilder text = new StringBuilder("Bar chart of other work done beside each backend. ");
        for (Row row : context.rows(cases)) {
            Interval units = row.average(METRIC).times(1 / MILLION);
            Interval own = Measure.GOODPUT.of(row);
            BarKey key = new BarKey(row.backend(), name(row.measuredCase()));
            if (units.hasEstimate()) {
                work.put(key, new Bar(units, Numbers.plain(units.estimate())));
            }
            if (own.hasEstimate()) {
                goodput.put(key, new Bar(own, Numbers.plain(own.estimate())));
            }
            table.row(name(row.measuredCase()), row.backend(), Texts.interval(units, ""), Texts.interval(own, ""));
            text.append(row.backend())
                    .append(", ")
                    .append(name(row.measuredCase()))
                    .append(": ");
            text.append(Texts.interval(units, "million units/s")).append(". ");
        }
        List<String> backends = context.backends(cases);
        BarPanels panels = new BarPanels(
                        context,
                        backends,
                        cases.stream().map(NeighbourChart::name).toList())
                .add(Axes.bars("other work (million units/s)", work.values()), 0, work)
                .add(Axes.bars("goodput (Mops/s)", goodput.values()), 0, goodput);
        CombinedDomainCategoryPlot plot = panels.plot();
        plot.setFixedLegendItems(context.legend(backends, cases, false));
        return KIND.drawing(
                new Words(
                        text.toString().strip(),
                        "On each CPU one more task counts units of work that has nothing to do with the storage. What it "
                                + "gets done is what the backend's tasks leave of the CPU: time spent spinning or on "
                                + "refused calls is missing here.",
                        "A backend that does more of its own work in its time slices also leaves the neighbour its share: "
                                + "read both panels together. Time slices divide the CPU by tasks, whatever they do."),
                1100,
                panels.height(),
                Theme.chart(KIND.title(), plot, "neighbour=on; " + context.errorBars(cases), context.machine()),
                table.build());
    }

    private static String name(Case c) {
        return c.label().replace(", preemption=full", "").replace(", neighbour=on", "");
    }
}
