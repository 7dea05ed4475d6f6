package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.stat.Rate;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.XYPlot;

/** How often a gate finds slowdowns, by their size: a line for each budget. */
public final class PowerChart {
    private static final String ID = "power";
    private static final String TITLE = "How often a gate finds a slowdown of one row";
    private static final double WANTED = 95;
    private static final double HUNDRED = 100;
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;

    private PowerChart() {}

    /**
     * The gates of one budget.
     *
     * @param name the budget in words
     * @param levels rising slowdowns
     */
    public record Line(String name, List<Level> levels) {
        /** Copies the list. */
        public Line {
            levels = List.copyOf(levels);
        }
    }

    /**
     * One size of slowdown.
     *
     * @param slowdown as a share, for example 0.1
     * @param found gates that found it
     */
    public record Level(double slowdown, Rate found) {}

    /**
     * Draws the curves.
     *
     * @param lines one for each budget
     * @param subtitle where the gates come from
     * @param machine the machine in words
     * @return the chart with its description and its numbers, absent without lines
     */
    public static Drawing of(List<Line> lines, String subtitle, String machine) {
        if (lines.isEmpty()) {
            return Drawing.absent(ID, TITLE, Question.COST, "no budget holds a round for each look");
        }
        List<String> names = lines.stream().map(Line::name).toList();
        double most = lines.stream()
                .flatMap(line -> line.levels().stream())
                .mapToDouble(Level::slowdown)
                .max()
                .orElse(1);
        List<Curve> curves = new ArrayList<>();
        LegendItemCollection legend = new LegendItemCollection();
        DataTable.Builder table = DataTable.of("budget", "slowdown", "found", "95 % from", "95 % to", "gates");
        StringBuilder description = new StringBuilder("Line chart of the share of gates that find a slowdown. ");
        for (Line line : lines) {
            legend.add(BackendStyle.of(line.name(), names).legendItem(line.name(), true));
            List<Point> points = new ArrayList<>();
            for (Level level : line.levels()) {
                Rate found = level.found();
                String words = line.name() + ", " + Numbers.percent(level.slowdown()) + " slower: found by "
                        + Numbers.percent(found.share()) + " of gates";
                points.add(new Point(
                        HUNDRED * level.slowdown(),
                        HUNDRED * found.share(),
                        HUNDRED * found.low(),
                        HUNDRED * found.high(),
                        words));
                description.append(words).append(". ");
                table.row(
                        line.name(),
                        Numbers.percent(level.slowdown()),
                        Numbers.percent(found.share()),
                        Numbers.percent(found.low()),
                        Numbers.percent(found.high()),
                        Integer.toString(found.trials()));
            }
            curves.add(Curve.of(line.name(), points));
        }
        Panels panels = Panels.beside(Axes.percent("gates that find it (%)", 104))
                .add(
                        Axes.linear("slowdown of one row (%)", 0, HUNDRED * most * 1.04),
                        1,
                        List.of(
                                ReferenceLayer.across(WANTED, "95 %"),
                                new CurvesLayer(name -> BackendStyle.of(name, names), curves)));
        XYPlot plot = panels.plot();
        plot.setFixedLegendItems(legend);
        Words words = new Words(
                description.toString().strip(),
                "Where a line crosses 95 % is the smallest slowdown on which a gate of that budget can be relied. At no "
                        + "slowdown at all the line shows the false alarms of that one row. Error bars are exact 95 % "
                        + "intervals over the gates drawn.",
                "The gates are drawn from rounds that were measured on this machine at one time; another machine, or this "
                        + "one on another day, may be noisier.");
        return new Drawing(
                ID,
                TITLE,
                Question.COST,
                words,
                new Picture(WIDTH, HEIGHT, Theme.chart(TITLE, plot, subtitle, machine), true),
                table.build(),
                null);
    }
}
