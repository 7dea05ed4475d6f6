package dev.spinlab.results.report;

import dev.spinlab.results.claims.Claims;
import dev.spinlab.results.matrix.VerdictMatrix;
import dev.spinlab.results.measure.Measurements;
import java.util.List;

/** The first screen: verdicts, claims and the chart that decides. */
final class Glance {
    private final Measurements measurements;
    private final Evidence evidence;

    Glance(Measurements measurements, Evidence evidence) {
        this.measurements = measurements;
        this.evidence = evidence;
    }

    void write(Html html) {
        html.open("div", "class", "glance");
        html.open("section", "class", "tile", "aria-labelledby", "verdicts")
                .element("h2", "Verdicts", "id", "verdicts");
        VerdictMatrix matrix = evidence.matrix();
        if (matrix == null) {
            measured(html);
        } else {
            new MatrixTable(matrix).write(html);
        }
        html.close("section");
        html.open("section", "class", "tile", "aria-labelledby", "claims").element("h2", "Claims", "id", "claims");
        Claims claims = evidence.claims();
        if (claims == null) {
            html.open("p", "class", "absent")
                    .text("Not tested in this run; this adds them: ")
                    .element("code", "java -jar bench/target/benchmarks.jar claims")
                    .close("p");
        } else {
            new ClaimsSection(claims).writeBrief(html);
        }
        html.close("section");
        html.open("section", "class", "tile whole", "aria-labelledby", "deciding");
        html.element("h2", DecidingChart.TITLE, "id", "deciding");
        new DecidingChart(measurements).write(html);
        html.close("section").close("div");
    }

    /** What the measurements say, where no schedule was explored. */
    private void measured(Html html) {
        html.open("div", "class", "wide scroll", "role", "region", "tabindex", "0", "aria-labelledby", "verdicts");
        html.open("table", "class", "reading")
                .element("caption", "As measured; no schedule was explored (command verify adds the matrix)");
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
    }
}
