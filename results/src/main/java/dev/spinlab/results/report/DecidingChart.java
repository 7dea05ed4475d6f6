package dev.spinlab.results.report;

import dev.spinlab.results.chart.BackendColors;
import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Refusals;
import dev.spinlab.results.measure.Row;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The chart that decides, small enough for the first screen: the share of calls refused, per call and per time, where
 * tasks of one CPU and interrupt handlers meet.
 *
 * <p>Drawn as SVG text and rectangles in the colours of the page, so that it turns dark with it and stays readable on a
 * phone: a panel per case, beside or below each other.
 */
final class DecidingChart {
    static final String TITLE = "Calls refused although nothing was wrong with them";

    private static final int MOST_PANELS = 3;
    private static final int WIDTH = 400;
    private static final int BARS_AT = 162;
    private static final int BARS = 178;
    private static final int ROW = 27;
    private static final int BAR = 10;

    private final Measurements measurements;

    DecidingChart(Measurements measurements) {
        this.measurements = measurements;
    }

    /** The cases shown, at most three: tasks that share a CPU, then handlers by level. */
    List<Case> cases() {
        Comparator<Case> telling = Comparator.comparing(
                        (Case c) -> !c.preemption().equals(Case.FULL))
                .thenComparing(c -> c.tasksPerCpu() != 2)
                .thenComparing(c -> !c.more().isEmpty())
                .thenComparingInt(Case::cpus)
                .thenComparing(Comparator.naturalOrder());
        Optional<Case> tasks = measurements
                .cases(c -> c.workload().equals(Case.CREATE_DELETE)
                        && c.interrupts().equals("none")
                        && !c.latency()
                        && c.tasksPerCpu() > 1
                        && measured(c))
                .stream()
                .min(telling);
        List<Case> handlers = new ArrayList<>();
        for (String level : List.of("hardirq", "nmi")) {
            measurements
                    .cases(c -> c.workload().equals(Case.INTERRUPTED_CREATE_DELETE)
                            && c.interrupts().equals(level)
                            && !c.latency()
                            && measured(c))
                    .stream()
                    .min(telling)
                    .ifPresent(handlers::add);
        }
        return Stream.concat(tasks.stream(), handlers.stream())
                .limit(MOST_PANELS)
                .toList();
    }

    private boolean measured(Case c) {
        return measurements.rows(c).stream().anyMatch(row -> refusals(row).measured());
    }

    void write(Html html) {
        List<Case> cases = cases();
        if (cases.isEmpty()) {
            html.element(
                    "p",
                    "Left out: the run has no create-delete rows with several tasks on a CPU, nor interrupted ones.",
                    "class",
                    "absent");
            return;
        }
        html.open("figure", "class", "deciding");
        Html panels = new Html();
        panels.open("div", "class", "panels");
        for (int i = 0; i < cases.size(); i++) {
            panel(panels, cases.get(i), i);
        }
        panels.close("div");
        ExhibitView.box(html, "chart adapts", TITLE, panels.toString());
        html.open("figcaption");
        html.open("p").element("strong", "To see: ");
        html.text("of each pair, the upper bar is the share of calls refused, the lower, paler one their share of the "
                        + "CPU time; whiskers are 95 % intervals. ")
                .element("strong", "Not to conclude: ")
                .text("the upper bar is no lost time, and no failure here is no proof; the matrix tells more.")
                .close("p");
        html.close("figcaption").close("figure");
    }

    private void panel(Html html, Case shown, int number) {
        List<Row> rows = measurements.rows(shown);
        int height = rows.size() * ROW + 2;
        String heading = (isHandler(shown) ? "handler, " + shown.interrupts() : "tasks") + ": " + shown.placement();
        html.open("div", "class", "panel").element("p", heading, "class", "panel-title");
        html.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + height,
                "role",
                "img",
                "aria-labelledby",
                "deciding-title-" + number);
        html.element("title", TITLE + ", " + shown.label() + ": " + inWords(rows), "id", "deciding-title-" + number);
        html.raw(String.format(
                Locale.ROOT,
                "<path d=\"M%d 0V%d\" stroke=\"currentColor\" stroke-opacity=\"0.5\"/>\n",
                BARS_AT,
                height));
        for (int i = 0; i < rows.size(); i++) {
            row(html, rows.get(i), i * ROW + 3);
        }
        html.close("svg").close("div");
    }

    private void row(Html html, Row row, int top) {
        Refusals refusals = refusals(row);
        html.open("g", "class", "series", "data-backend", row.backend());
        html.raw(text(0, top + BAR + 4, row.backend() + (row.isRed() ? " ✗" : "")));
        String color = BackendColors.hex(row.backend(), measurements.backends());
        bar(html, refusals.perCall(), top, color, "1", row.backend() + ", refused per call: ");
        bar(html, refusals.perTime(), top + BAR + 1, color, "0.45", row.backend() + ", refused per time: ");
        html.close("g");
    }

    private static void bar(Html html, Interval share, int top, String color, String opacity, String what) {
        html.open("g").element("title", what + Cells.share(share));
        double length = share.hasEstimate() ? share.estimate() * BARS : 0;
        // A transparent strip as long as the axis, so that a share of 0 can be pointed at as well.
        html.raw(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"transparent\"/>"
                        + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\" fill-opacity=\"%s\"/>\n",
                BARS_AT,
                top,
                WIDTH - BARS_AT,
                BAR,
                BARS_AT,
                top,
                length,
                BAR,
                color,
                opacity));
        double end = length;
        if (share.hasLimits() && share.high() > share.low()) {
            end = share.high() * BARS;
            html.raw(String.format(
                    Locale.ROOT,
                    "<path d=\"M%.1f %dH%.1f\" stroke=\"currentColor\" stroke-width=\"1.5\"/>\n",
                    BARS_AT + share.low() * BARS,
                    top + BAR / 2,
                    BARS_AT + end));
        }
        String label = share.hasEstimate() ? Numbers.percent(share.estimate()) : Numbers.UNKNOWN;
        html.raw(text(BARS_AT + Math.max(length, end) + 4, top + BAR - 1, label))
                .close("g");
    }

    private static String text(double x, int baseline, String content) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" fill=\"currentColor\">%s</text>\n",
                x,
                baseline,
                Html.escape(content));
    }

    private static String inWords(List<Row> rows) {
        StringBuilder words = new StringBuilder();
        for (Row row : rows) {
            Refusals refusals = refusals(row);
            words.append(row.backend())
                    .append(' ')
                    .append(Numbers.percent(refusals.perCall().estimate()))
                    .append(" per call, ")
                    .append(Numbers.percent(refusals.perTime().estimate()))
                    .append(" per time. ");
        }
        return words.toString().strip();
    }

    private static boolean isHandler(Case c) {
        return c.workload().equals(Case.INTERRUPTED_CREATE_DELETE);
    }

    private static Refusals refusals(Row row) {
        return isHandler(row.measuredCase()) ? row.handlerRefusals() : row.refusals();
    }
}
