package dev.spinlab.results.report;

import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.chart.Drawing;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.RunManifest;
import java.util.List;
import java.util.Optional;

/** The whole HTML page. */
final class ReportPage {
    private final Measurements measurements;
    private final List<Charts.Written> charts;
    private final Optional<VerdictsSection> verdicts;

    ReportPage(Measurements measurements, List<Charts.Written> charts, Optional<VerdictsSection> verdicts) {
        this.measurements = measurements;
        this.charts = charts;
        this.verdicts = verdicts;
    }

    String render() {
        Html html = new Html();
        html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").raw("\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
                        + "img-src data:\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.element("title", "Spinlab run of " + manifest().started());
        html.raw("<style>\n").raw(Stylesheet.TEXT).raw("</style>\n</head>\n<body>\n");
        header(html);
        html.open("main").raw("\n");
        verdict(html);
        verdicts.ifPresent(section -> section.write(html));
        html.open("section", "aria-labelledby", "charts").element("h2", "Charts", "id", "charts");
        charts.forEach(chart -> figure(html, chart, "chart"));
        html.close("section");
        new NumbersSection(measurements).write(html);
        new EnvironmentSection(measurements.run().environment(), manifest()).write(html);
        html.close("main").raw("</body>\n</html>\n");
        return html.toString();
    }

    private RunManifest manifest() {
        return measurements.run().manifest();
    }

    private void header(Html html) {
        html.open("header").element("h1", "Spinlab: locking strategies on one CPU, compared");
        html.element(
                "p",
                "Run of " + manifest().started() + ", profile " + manifest().profile() + ".");
        banner(html, "Violations", "red", Warnings.violations(measurements));
        banner(html, "Read with care", "caution", Warnings.cautions(measurements, charts));
        html.close("header");
    }

    private static void banner(Html html, String heading, String kind, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        html.open("div", "class", "banner " + kind, "role", "note");
        html.open("p").element("strong", heading).close("p").open("ul");
        lines.forEach(line -> html.element("li", line));
        html.close("ul").close("div");
    }

    private void verdict(Html html) {
        html.open("section", "aria-labelledby", "verdict").element("h2", "Verdict", "id", "verdict");
        html.open("div", "class", "wide", "role", "region", "tabindex", "0", "aria-labelledby", "verdict");
        html.open("table").element("caption", "Does a backend refuse calls without need, and did it stay correct?");
        html.open("thead").open("tr");
        for (String head : List.of("backend", "refuses calls of tasks", "refuses calls of handlers", "violations")) {
            html.element("th", head, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
        for (Verdict verdict : Verdict.of(measurements)) {
            html.open("tr", "class", verdict.red() ? "red" : verdict.refuses() ? "refuses" : "plain");
            html.element("th", verdict.backend(), "scope", "row");
            html.element("td", verdict.tasks()).element("td", verdict.handlers());
            html.element("td", verdict.violations()).close("tr");
        }
        html.close("tbody").close("table").close("div");
        html.element(
                "p",
                "A refused call failed although nothing was wrong with it; a violation is a lost, leaked, doubly freed or "
                        + "used-after-free element. A backend with violations is wrong whatever its speed.");
        html.close("section");
    }

    static void figure(Html html, Charts.Written chart, String kind) {
        Drawing drawing = chart.drawing();
        html.element("h3", drawing.title());
        if (drawing.absent() != null) {
            html.element("p", "Left out: " + drawing.absent() + ".", "class", "absent");
            return;
        }
        html.open("figure")
                .open("div", "class", kind)
                .raw("\n")
                .raw(chart.svg())
                .raw("\n");
        html.close("div").open("figcaption");
        html.open("p").element("strong", "To see: ").text(drawing.see()).close("p");
        html.open("p")
                .element("strong", "Not to conclude: ")
                .text(drawing.caution())
                .close("p");
        html.close("figcaption").close("figure");
    }
}
