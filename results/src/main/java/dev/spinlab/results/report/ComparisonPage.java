package dev.spinlab.results.report;

import dev.spinlab.results.compare.Change;
import dev.spinlab.results.compare.Comparison;
import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.stat.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The HTML page that compares two runs; needs nothing but itself. */
public final class ComparisonPage {
    private static final double MILLION = 1e6;
    /** The axis of the pictures goes from a quarter to four times. */
    private static final double DECADES = Math.log(4);

    private static final int HALF = 100;

    private final Comparison comparison;

    private ComparisonPage(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * Writes the page.
     *
     * @param comparison two runs
     * @param file where to, over an earlier one
     * @throws BadRunException if it cannot be written
     */
    public static void write(Comparison comparison, Path file) {
        try {
            Files.writeString(file, new ComparisonPage(comparison).render());
        } catch (IOException e) {
            throw BadRunException.unwritable(file, e);
        }
    }

    private String render() {
        Html html = new Html();
        PageHead.open(html, "Spinlab: two runs compared", "");
        html.open("header").element("h1", "Spinlab: two runs compared").close("header");
        html.open("main", "id", "main").raw("\n");
        runs(html);
        notes(html);
        html.open("section", "aria-labelledby", "ratios").element("h2", "Ratios, B to A", "id", "ratios");
        html.element("p", ComparisonText.summary(comparison) + ".");
        html.element(
                "p",
                "In brackets the 95 % interval (Welch's on the log scale, one value per fork of each run); an asterisk where "
                        + "it does not contain 1. The picture shows it from a quarter to four times, the line in the "
                        + "middle is 1. More goodput is better, less CPU time is better.");
        int number = 0;
        for (Case shown : comparison.cases()) {
            table(html, shown, ++number);
        }
        html.close("section").close("main");
        PageHead.close(html);
        return html.toString();
    }

    private void runs(Html html) {
        html.open("section", "aria-labelledby", "runs").element("h2", "Runs", "id", "runs");
        html.open("table", "class", "facts").element("caption", "What is compared");
        html.open("tbody");
        run(html, "A", comparison.before());
        run(html, "B", comparison.after());
        html.close("tbody").close("table").close("section");
    }

    private static void run(Html html, String name, Measurements measurements) {
        String commit = measurements.run().environment().source().commit();
        html.open("tr").element("th", name, "scope", "row");
        html.element(
                        "td",
                        measurements.run().root() + ": run of "
                                + measurements.run().manifest().started() + ", profile "
                                + measurements.run().manifest().profile() + ", commit "
                                + (commit == null ? "unknown" : commit))
                .close("tr");
    }

    private void notes(Html html) {
        List<String> notes = ComparisonNotes.of(comparison);
        if (notes.isEmpty()) {
            return;
        }
        String kind = comparison.hasViolations() ? "banner red" : "banner caution";
        html.open("section", "class", kind, "aria-labelledby", "cautions");
        html.element("h2", "Read with care", "id", "cautions").open("ul");
        notes.forEach(note -> html.element("li", note));
        html.close("ul").close("section");
    }

    private void table(Html html, Case shown, int number) {
        String id = "case-" + number;
        html.element("h3", shown.label(), "id", id);
        html.open("div", "class", "wide", "role", "region", "tabindex", "0", "aria-labelledby", id);
        html.open("table").element("caption", "B to A by backend: " + shown.label());
        html.open("thead").open("tr");
        for (String head : List.of(
                "backend",
                "goodput of A, Mops/s",
                "of B",
                "goodput B/A",
                "as a picture",
                "CPU ns per success B/A",
                "refused per call, A > B",
                "violations, A > B")) {
            html.element("th", head, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
        for (Change change : comparison.changes(shown)) {
            html.open("tr", "class", change.isRed() ? "red" : "plain");
            html.element("th", change.before().backend(), "scope", "row");
            html.element("td", Numbers.plain(change.before().goodput().estimate() / MILLION));
            html.element("td", Numbers.plain(change.after().goodput().estimate() / MILLION));
            html.element("td", ComparisonText.ratio(change.goodput()));
            html.open("td").raw(picture(change.goodput())).close("td");
            html.element("td", ComparisonText.ratio(change.cpuTime()));
            html.element("td", ComparisonText.refused(change));
            html.element("td", ComparisonText.violations(change)).close("tr");
        }
        html.close("tbody").close("table").close("div");
    }

    /** Interval and estimate on a log axis; hidden from those who hear the page, who have the numbers beside it. */
    private static String picture(Interval ratio) {
        StringBuilder svg = new StringBuilder("<svg class=\"forest\" viewBox=\"-")
                .append(HALF)
                .append(" 0 ")
                .append(2 * HALF)
                .append(" 20\" aria-hidden=\"true\">")
                .append("<path d=\"M0 0V20\" stroke=\"currentColor\" stroke-opacity=\"0.5\"/>");
        if (ratio.hasLimits() && ratio.low() > 0) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%.1f 10H%.1f\" stroke=\"currentColor\" stroke-width=\"2\"/>",
                    place(ratio.low()),
                    place(ratio.high())));
        }
        if (ratio.hasEstimate() && ratio.estimate() > 0) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"10\" r=\"4\" fill=\"currentColor\"/>",
                    place(ratio.estimate())));
        }
        return svg.append("</svg>").toString();
    }

    private static double place(double ratio) {
        return Math.max(-HALF, Math.min(HALF, Math.log(ratio) / DECADES * HALF));
    }
}
