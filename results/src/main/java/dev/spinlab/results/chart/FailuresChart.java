package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Refusals;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.stat.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;

/** Share of refused calls per backend and case: per call in one panel, per time in the other. */
final class FailuresChart {
    static final Kind KIND = new Kind("failures", "Share of refused calls", Question.FAIL, FailuresChart::draw);

    private static final int MOST_CASES = 8;
    /** Length of the axis in percent: beyond 100 lies the room for the text behind a full bar. */
    private static final double AXIS_END = 122;

    private FailuresChart() {}

    private static Drawing draw(ChartContext context) {
        List<Case> all = context.measurements().cases(c -> isShown(c) && measured(context, c));
        if (all.isEmpty()) {
            return KIND.absent("the run has no create-delete or interrupted rows with latency=off and counted calls");
        }
        List<Case> cases = selected(all);
        List<String> backends = context.backends(cases);
        List<String> categories = cases.stream().map(FailuresChart::name).toList();
        Map<BarKey, Bar> perCall = bars(context, cases, Refusals::perCall);
        Map<BarKey, Bar> perTime = bars(context, cases, Refusals::perTime);
        BarPanels panels = new BarPanels(context, backends, categories)
                .add(axis("per call (refused calls / all calls)"), 0, perCall)
                .add(axis("per time (CPU time refused / CPU time)"), 0, perTime);
        CombinedDomainCategoryPlot plot = panels.plot();
        plot.setFixedLegendItems(context.legend(backends, cases, false));
        int others = all.size() - cases.size();
        String left = others == 0 ? "" : "; the table of the report has " + others + " more";
        return KIND.drawing(
                new Words(
                        description(perCall),
                        "A refused call is one that returned an error although nothing was wrong with the request. Left: of "
                                + "all calls, how many were refused. Right: of the CPU time, how much went into refused "
                                + "calls. Rows named 'interrupt handler' count the handler's calls, the others the tasks' "
                                + "calls.",
                        "Do not read the left share as lost time: a refused call is short, so a task that retries at once "
                                + "makes very many of them. The right share is what they cost."),
                1100,
                panels.height(),
                Theme.chart(KIND.title(), plot, context.errorBars(cases) + left, context.machine()),
                table(context, cases));
    }

    private static DataTable table(ChartContext context, List<Case> cases) {
        DataTable.Builder table = DataTable.of(
                "case",
                "backend",
                "refused per call",
                "per call, 95 %",
                "refused per time",
                "per time, 95 %",
                "calls",
                "refused by code");
        for (Row row : context.rows(cases)) {
            Refusals refusals = refusals(row);
            table.row(
                    name(row.measuredCase()),
                    row.backend(),
                    Numbers.percent(refusals.perCall().estimate()),
                    Texts.limits(refusals.perCall().times(100)).strip(),
                    Numbers.percent(refusals.perTime().estimate()),
                    Texts.limits(refusals.perTime().times(100)).strip(),
                    Numbers.count(refusals.calls()),
                    refusals.byCode().entrySet().stream()
                            .map(code -> code.getKey() + " " + Numbers.count(code.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        return table.build();
    }

    private static boolean isShown(Case c) {
        boolean tasks =
                c.workload().equals(Case.CREATE_DELETE) && c.interrupts().equals("none");
        return !c.latency() && (tasks || isInterrupted(c)) && c.more().isEmpty();
    }

    private static boolean isInterrupted(Case c) {
        return c.workload().equals(Case.INTERRUPTED_CREATE_DELETE)
                || c.workload().equals(Case.INTERRUPTED_NOTHING);
    }

    private static boolean measured(ChartContext context, Case c) {
        return context.measurements().rows(c).stream()
                .anyMatch(row -> refusals(row).perCall().hasEstimate());
    }

    private static Refusals refusals(Row row) {
        return isInterrupted(row.measuredCase()) ? row.handlerRefusals() : row.refusals();
    }

    /** At most {@link #MOST_CASES}: two tasks per CPU say most, one task per CPU is their control. */
    private static List<Case> selected(List<Case> all) {
        if (all.size() <= MOST_CASES) {
            return all;
        }
        List<Case> telling = Stream.of(
                        all.stream().filter(c -> !isInterrupted(c) && c.tasksPerCpu() == 2),
                        all.stream().filter(FailuresChart::isInterrupted),
                        all.stream().filter(c -> !isInterrupted(c) && c.tasksPerCpu() == 1),
                        all.stream().filter(c -> !isInterrupted(c) && c.tasksPerCpu() > 2))
                .flatMap(Function.identity())
                .limit(MOST_CASES)
                .toList();
        return all.stream().filter(telling::contains).toList();
    }

    private static String name(Case c) {
        String what = switch (c.workload()) {
            case Case.INTERRUPTED_CREATE_DELETE -> "interrupt handler over create+delete";
            case Case.INTERRUPTED_NOTHING -> "interrupt handler over nothing";
            default -> "create+delete";
        };
        return what + ", " + c.conditions();
    }

    private static Map<BarKey, Bar> bars(ChartContext context, List<Case> cases, Function<Refusals, Interval> share) {
        Map<BarKey, Bar> bars = new LinkedHashMap<>();
        for (Case c : cases) {
            for (Row row : context.measurements().rows(c)) {
                Interval value = share.apply(refusals(row));
                String label = value.hasEstimate() ? Numbers.percent(value.estimate()) : "not measured";
                bars.put(new BarKey(row.backend(), name(c)), new Bar(value.times(100), label));
            }
        }
        return bars;
    }

    private static NumberAxis axis(String label) {
        NumberAxis axis = Theme.apply(new NumberAxis(label));
        axis.setRange(0, AXIS_END);
        axis.setTickUnit(new NumberTickUnit(20, AxisFormats.percentUpToHundred()));
        return axis;
    }

    private static String description(Map<BarKey, Bar> perCall) {
        StringBuilder text = new StringBuilder("Bar chart of the share of refused calls. Per call: ");
        perCall.forEach((key, bar) -> text.append(key.backend())
                .append(", ")
                .append(key.category())
                .append(": ")
                .append(bar.label())
                .append(". "));
        return text.toString().strip();
    }
}
