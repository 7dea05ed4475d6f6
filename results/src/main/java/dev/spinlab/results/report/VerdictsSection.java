package dev.spinlab.results.report;

import dev.spinlab.results.matrix.Break;
import dev.spinlab.results.matrix.VerdictMatrix;
import java.util.List;

/** The verdict matrix in full: its picture, what broke with the commands that show it again, and its words. */
final class VerdictsSection {
    private final VerdictMatrix matrix;
    private final Exhibit picture;

    VerdictsSection(VerdictMatrix matrix, Exhibit picture) {
        this.matrix = matrix;
        this.picture = picture;
    }

    void write(Html html) {
        ExhibitView.write(html, picture, "matrix");
        html.element("h3", "Breaks", "id", "breaks");
        List<Break> breaks = Break.of(matrix);
        if (breaks.isEmpty()) {
            html.element("p", "No schedule explored broke anything.");
        } else {
            table(html, breaks);
        }
        if (!matrix.words().isEmpty()) {
            html.element("h3", "In words").open("ul");
            matrix.words().forEach(sentence -> html.element("li", sentence));
            html.close("ul");
        }
    }

    private static void table(Html html, List<Break> breaks) {
        html.open("div", "class", "wide", "role", "region", "tabindex", "0", "aria-labelledby", "breaks");
        html.open("table", "class", "reading")
                .element("caption", "What broke, and the command that shows it again; controls are made to break");
        html.open("thead").open("tr");
        for (String head : List.of("backend", "situation", "what it does", "first breach", "replay")) {
            html.element("th", head, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
        for (Break found : breaks) {
            html.open("tr", "class", "red");
            html.element("th", found.backend() + (found.control() ? " (control)" : ""), "scope", "row");
            html.element("td", found.situation()).element("td", found.what());
            html.element("td", found.detail() == null ? "" : found.detail()).open("td");
            if (found.command() != null) {
                html.element("code", found.command());
            }
            html.close("td").close("tr");
        }
        html.close("tbody").close("table").close("div");
    }
}
