package dev.spinlab.results.gate.timed;

import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.report.Html;
import dev.spinlab.results.report.PageHead;
import java.util.List;

/** A gate as an HTML page that needs nothing but itself. */
public final class GatePage {
    private GatePage() {}

    /**
     * The page.
     *
     * @param data what was measured
     * @param verdict the verdict on it
     * @param chart the forest plot of {@link GateChart}
     * @return HTML
     */
    public static String of(GateData data, GateVerdict verdict, Charts.Written chart) {
        Html html = new Html();
        String title = "Spinlab: " + GateTexts.title(verdict);
        PageHead.open(html, title, "");
        html.open("header").element("h1", title).close("header");
        html.open("main", "id", "main").raw("\n");
        html.open("section", "class", banner(verdict.status()), "aria-labelledby", "verdict");
        html.element("h2", GateTexts.summary(verdict), "id", "verdict").open("ul");
        GateTexts.reasons(verdict).forEach(reason -> html.element("li", reason));
        html.element("li", GateTexts.controls(verdict)).close("ul").close("section");
        chart(html, chart);
        table(html, "head", "Head against base", verdict.rows(Arm.HEAD));
        table(html, "null", "Control: base against base, must not move", verdict.rows(Arm.NULL));
        table(html, "canary", "Control: planted slowdown, must be found", verdict.rows(Arm.CANARY));
        html.open("section", "aria-labelledby", "rules").element("h2", "Rules and versions", "id", "rules");
        html.open("ul");
        GateTexts.rules(data, verdict).forEach(line -> html.element("li", line));
        html.element("li", GateTexts.printable("started " + data.started()))
                .close("ul")
                .close("section")
                .close("main");
        PageHead.close(html);
        return html.toString();
    }

    private static String banner(Status status) {
        return switch (status) {
            case PASS -> "banner";
            case UNDECIDED -> "banner caution";
            case REGRESSED, VOID -> "banner red";
        };
    }

    private static void chart(Html html, Charts.Written chart) {
        html.open("section", "aria-labelledby", "chart").element("h2", "Changes", "id", "chart");
        String absent = chart.drawing().absent();
        if (absent != null) {
            html.element("p", "Left out: " + absent + ".", "class", "absent").close("section");
            return;
        }
        html.open("figure");
        html.open("div", "class", "chart adapts", "role", "group", "tabindex", "0", "aria-label", "Forest plot")
                .raw("\n")
                .raw(chart.svg())
                .raw("\n")
                .close("div");
        html.open("figcaption");
        html.open("p").element("strong", "To see: ").text(chart.drawing().see()).close("p");
        html.open("p")
                .element("strong", "Not to conclude: ")
                .text(chart.drawing().caution())
                .close("p");
        html.close("figcaption").close("figure").close("section");
    }

    private static void table(Html html, String id, String title, List<RowVerdict> rows) {
        if (rows.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", id).element("h2", title, "id", id);
        html.open("div", "class", "wide", "role", "region", "tabindex", "0", "aria-labelledby", id);
        html.open("table")
                .element("caption", title + ", the worst first")
                .open("thead")
                .open("tr");
        GateTexts.HEADER.forEach(head -> html.element("th", head, "scope", "col"));
        html.close("tr").close("thead").open("tbody");
        for (RowVerdict row : rows) {
            boolean red =
                    row.versus() == Arm.HEAD && row.gated() && row.outcome().red();
            html.open("tr", "class", red ? "red" : "plain");
            List<String> cells = GateTexts.cells(row);
            html.element("th", cells.get(0), "scope", "row");
            cells.stream().skip(1).forEach(cell -> html.element("td", cell));
            html.close("tr");
        }
        html.close("tbody").close("table").close("div").close("section");
    }
}
