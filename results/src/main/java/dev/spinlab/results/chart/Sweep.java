package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jfree.chart.plot.XYPlot;

/**
 * A measure against a whole number in which cases differ, a line per backend and a panel per what else they differ in.
 *
 * @param measure the measure
 * @param across the whole number, for example tasks per CPU
 * @param acrossName its name
 * @param panel the axis label of a case's panel
 * @param marks further layers of a panel with these numbers
 */
record Sweep(
        Measure measure,
        ToIntFunction<Case> across,
        String acrossName,
        Function<Case, String> panel,
        Function<List<Integer>, List<Layer>> marks) {
    private static final double DODGE = 0.09;
    private static final double DODGE_ALL = 0.5;
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 600;

    Sweep(Measure measure, ToIntFunction<Case> across, String acrossName, Function<Case, String> panel) {
        this(measure, across, acrossName, panel, numbers -> List.of());
    }

    /** Whether there is something to draw a line through: two numbers in one panel. */
    boolean varies(ChartContext context, List<Case> cases) {
        return panels(measured(context, cases)).values().stream()
                .anyMatch(inPanel -> numbers(inPanel).size() > 1);
    }

    /** Draws the cases, of which at least one must have been measured. */
    Drawing draw(ChartContext context, Kind kind, List<Case> all, String subtitle, String see, String caution) {
        List<Case> cases = measured(context, all);
        List<String> backends = context.backends(cases);
        List<Interval> values = context.rows(cases).stream().map(measure::of).toList();
        Panels panels = Panels.beside(Axes.fitting(
                measure.name(),
                measure.unit(),
                values.stream().map(Interval::estimate).toList(),
                values.stream().map(Interval::high).toList()));
        panels(cases).forEach((label, inPanel) -> {
            List<Integer> numbers = numbers(inPanel);
            List<Layer> layers = new ArrayList<>(marks.apply(numbers));
            layers.add(new CurvesLayer(context::style, curves(context, inPanel, numbers, backends)));
            panels.add(
                    Axes.places(label, numbers.stream().map(String::valueOf).toList()),
                    Math.max(2, numbers.size()),
                    layers);
        });
        XYPlot plot = panels.plot();
        plot.setFixedLegendItems(context.legend(backends, cases, true));
        return kind.drawing(
                new Words(description(context, cases), see, caution),
                WIDTH,
                HEIGHT,
                Theme.chart(
                        kind.title(),
                        plot,
                        subtitle + "; " + context.errorBars(cases) + "; points are set side by side to keep them apart",
                        context.machine()),
                table(context, cases));
    }

    private List<Case> measured(ChartContext context, List<Case> cases) {
        return cases.stream()
                .filter(c -> context.measurements().rows(c).stream().anyMatch(measure::has))
                .toList();
    }

    private Map<String, List<Case>> panels(List<Case> cases) {
        Map<String, List<Case>> panels = new LinkedHashMap<>();
        cases.forEach(c -> panels.computeIfAbsent(panel.apply(c), label -> new ArrayList<>())
                .add(c));
        return panels;
    }

    private List<Integer> numbers(List<Case> cases) {
        return cases.stream().map(across::applyAsInt).distinct().sorted().toList();
    }

    private List<Curve> curves(ChartContext context, List<Case> cases, List<Integer> numbers, List<String> backends) {
        double dodge = Math.min(DODGE, DODGE_ALL / backends.size());
        List<Curve> curves = new ArrayList<>();
        for (int b = 0; b < backends.size(); b++) {
            double shift = (b - (backends.size() - 1) / 2.0) * dodge;
            List<Point> points = new ArrayList<>();
            for (Case c : cases) {
                Row row = context.measurements().row(c, backends.get(b));
                if (row != null && measure.has(row)) {
                    Interval value = measure.of(row);
                    double x = numbers.indexOf(across.applyAsInt(c)) + shift;
                    points.add(new Point(x, value.estimate(), value.low(), value.high(), title(row)));
                }
            }
            curves.add(Curve.of(backends.get(b), points));
        }
        return curves;
    }

    private String title(Row row) {
        return row.backend() + ", " + place(row.measuredCase()) + ": "
                + Texts.interval(measure.of(row), measure.unit());
    }

    private String place(Case c) {
        return across.applyAsInt(c) + " " + panel.apply(c);
    }

    private String description(ChartContext context, List<Case> cases) {
        StringBuilder text = new StringBuilder("Line chart of " + measure.name() + " with one line per backend. ");
        for (Row row : context.rows(cases)) {
            if (measure.has(row)) {
                text.append(row.backend())
                        .append(", ")
                        .append(place(row.measuredCase()))
                        .append(": ")
                        .append(Numbers.plain(measure.of(row).estimate()))
                        .append(' ')
                        .append(measure.unit())
                        .append(". ");
            }
        }
        return text.toString().strip();
    }

    private DataTable table(ChartContext context, List<Case> cases) {
        DataTable.Builder table = DataTable.of(
                "panel", acrossName, "backend", measure.name() + ", " + measure.unit(), "95 % from", "95 % to");
        for (Row row : context.rows(cases)) {
            Interval value = measure.of(row);
            table.row(
                    panel.apply(row.measuredCase()),
                    Integer.toString(across.applyAsInt(row.measuredCase())),
                    row.backend(),
                    Numbers.plain(value.estimate()),
                    Texts.limit(value.low()),
                    Texts.limit(value.high()));
        }
        return table.build();
    }
}
