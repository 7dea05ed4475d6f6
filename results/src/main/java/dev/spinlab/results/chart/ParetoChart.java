package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.HistogramTags;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.stat.Interval;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;

/** Goodput, 99.99th percentile of latency and share of refused calls at once: which backends no other beats in all. */
final class ParetoChart {
    static final Kind KIND =
            new Kind("pareto", "Goodput against tail latency and refused calls", Question.COST, ParetoChart::draw);

    private static final double PERCENTILE = 99.99;
    private static final double RING = 11;

    private ParetoChart() {}

    /** A backend's three numbers. */
    record Choice(String backend, Interval goodput, double tailNanos, Interval refused) {
        /** Whether it is at least as good in all and better in one. */
        boolean beats(Choice other) {
            boolean nowhereWorse = goodput.estimate() >= other.goodput.estimate()
                    && tailNanos <= other.tailNanos
                    && refused.estimate() <= other.refused.estimate();
            boolean somewhereBetter = goodput.estimate() > other.goodput.estimate()
                    || tailNanos < other.tailNanos
                    || refused.estimate() < other.refused.estimate();
            return nowhereWorse && somewhereBetter;
        }

        String inWords() {
            return Texts.interval(goodput, "Mops/s") + ", 99.99 % within " + Numbers.time(tailNanos) + ", refused "
                    + Numbers.percent(refused.estimate());
        }
    }

    private static Drawing draw(ChartContext context) {
        for (Case c : CaseChoice.pairsFirst(
                CaseChoice.plain(context, c -> c.workload().equals(Case.CREATE_DELETE) && !c.latency()))) {
            List<Choice> choices = choices(context, c);
            if (choices.size() > 1) {
                return draw(context, c, choices);
            }
        }
        return KIND.absent(
                "the run has no two backends with create-delete rows of the same tasks with latency=off and latency=on");
    }

    private static List<Choice> choices(ChartContext context, Case c) {
        List<Choice> choices = new ArrayList<>();
        for (Row row : context.measurements().rows(c)) {
            Row timed = context.measurements().row(c.withLatency(true), row.backend());
            Optional<Histogram> latency = Optional.ofNullable(timed)
                    .flatMap(t -> context.measurements().histogram(t, HistogramTags.LATENCY))
                    .filter(histogram -> histogram.getTotalCount() > 0);
            if (latency.isPresent()
                    && row.goodput().hasEstimate()
                    && row.refusals().perCall().hasEstimate()) {
                choices.add(new Choice(
                        row.backend(),
                        row.goodput().times(1e-6),
                        (double) latency.get().getValueAtPercentile(PERCENTILE),
                        row.refusals().perCall()));
            }
        }
        return choices;
    }

    /** Those that no other beats. */
    static List<Choice> front(List<Choice> choices) {
        return choices.stream()
                .filter(choice -> choices.stream().noneMatch(other -> other.beats(choice)))
                .toList();
    }

    private static Drawing draw(ChartContext context, Case shown, List<Choice> choices) {
        List<Choice> front = front(choices);
        double most =
                choices.stream().mapToDouble(ParetoChart::highestGoodput).max().orElse(1);
        ToDoubleFunction<Choice> tail = Choice::tailNanos;
        ValueAxis tails = Axes.time(
                "99.99 % latency",
                choices.stream().mapToDouble(tail).min().orElse(1) / 1.5,
                choices.stream().mapToDouble(tail).max().orElse(1));
        double refusedMost = choices.stream()
                .mapToDouble(choice -> 100 * choice.refused().estimate())
                .max()
                .orElse(1);
        ValueAxis refused =
                Axes.linear("refused calls (%)", -0.06 * Math.max(1, refusedMost), Math.max(1, refusedMost * 1.12));
        Panels panels = Panels.above(Axes.linear("goodput (Mops/s)", 0, most * 1.08))
                .add(tails, 1, List.of(canvas -> points(context, canvas, choices, front, tail)))
                .add(
                        refused,
                        1,
                        List.of(canvas -> points(
                                context,
                                canvas,
                                choices,
                                front,
                                choice -> 100 * choice.refused().estimate())));
        XYPlot plot = panels.plot();
        List<String> backends = choices.stream().map(Choice::backend).toList();
        List<Case> cases = Stream.of(shown, shown.withLatency(true)).toList();
        plot.setFixedLegendItems(context.legend(backends, cases, false));
        DataTable.Builder table =
                DataTable.of("backend", "goodput, Mops/s", "99.99 % latency", "refused per call", "beaten by none");
        choices.forEach(choice -> table.row(
                choice.backend(),
                Texts.interval(choice.goodput(), ""),
                Numbers.time(choice.tailNanos()),
                Numbers.percent(choice.refused().estimate()),
                front.contains(choice) ? "yes" : "no"));
        return KIND.drawing(
                new Words(
                        description(choices, front),
                        "To the right and below is better in both panels. A ring is around each backend that no other beats "
                                + "in all three: goodput, latency of the slowest in ten thousand, and share of refused "
                                + "calls.",
                        "The ring asks the estimates, not the intervals: a backend may lose it to chance where the error "
                                + "bars overlap. Goodput and latency are from different forks, since timing every call "
                                + "slows it."),
                900,
                640,
                Theme.chart(
                        KIND.title(),
                        plot,
                        "create-delete, " + shown.conditions() + "; ring: beaten by none in all three; "
                                + context.errorBars(List.of(shown)),
                        context.machine()),
                table.build());
    }

    private static double highestGoodput(Choice choice) {
        return choice.goodput().hasLimits()
                ? choice.goodput().high()
                : choice.goodput().estimate();
    }

    private static void points(
            ChartContext context,
            Canvas canvas,
            List<Choice> choices,
            List<Choice> front,
            ToDoubleFunction<Choice> height) {
        for (Choice choice : choices) {
            BackendStyle style = context.style(choice.backend());
            double x = canvas.x(choice.goodput().estimate());
            double y = canvas.y(height.applyAsDouble(choice));
            SeriesMark.draw(canvas.g2(), choice.backend(), null, () -> {
                canvas.g2().setPaint(style.color());
                canvas.g2().setStroke(Theme.WHISKER);
                if (choice.goodput().hasLimits()) {
                    canvas.g2()
                            .draw(new Line2D.Double(
                                    canvas.x(choice.goodput().low()),
                                    y,
                                    canvas.x(choice.goodput().high()),
                                    y));
                }
                if (front.contains(choice)) {
                    canvas.g2().draw(new Ellipse2D.Double(x - RING, y - RING, 2 * RING, 2 * RING));
                }
            });
            SeriesMark.draw(canvas.g2(), choice.backend(), choice.backend() + ": " + choice.inWords(), () -> {
                canvas.g2().setPaint(style.color());
                canvas.marker(style.marker(), 1.2, x, y);
            });
        }
    }

    private static String description(List<Choice> choices, List<Choice> front) {
        StringBuilder text = new StringBuilder("Scatter chart of goodput against tail latency and refused calls. ");
        choices.forEach(choice -> text.append(choice.backend())
                .append(": ")
                .append(choice.inWords())
                .append(". "));
        text.append("Beaten by none: ");
        text.append(String.join(", ", front.stream().map(Choice::backend).toList()));
        return text.append('.').toString();
    }
}
