package dev.spinlab.results.report;

import java.nio.file.Path;
import java.util.List;

/** A chart in the page: picture, a line for the numbers of a mark, captions, its table and its files. */
final class ExhibitView {
    private ExhibitView() {}

    /** Writes a chart under a heading of level 3; {@code kind} is a further class of its box, empty for none. */
    static void write(Html html, Exhibit exhibit, String kind) {
        html.element("h3", exhibit.title(), "id", "about-" + exhibit.id());
        if (exhibit.absent() != null) {
            html.element("p", "Left out: " + exhibit.absent() + ".", "class", "absent");
            return;
        }
        html.open("figure");
        box(html, exhibit.adapts() ? "chart adapts " + kind : "chart " + kind, exhibit.title(), exhibit.svg());
        html.open("figcaption");
        line(html, "To see: ", exhibit.see());
        line(html, "Not to conclude: ", exhibit.caution());
        files(html, exhibit.files());
        html.close("figcaption");
        table(html, exhibit);
        html.close("figure");
    }

    /** A box whose marks can be walked through with the arrow keys, and the line that tells their numbers. */
    static void box(Html html, String kind, String title, String markup) {
        html.open(
                        "div",
                        "class",
                        kind.strip(),
                        "tabindex",
                        "0",
                        "role",
                        "group",
                        "aria-label",
                        title + "; arrow keys walk through its numbers")
                .raw("\n")
                .raw(markup)
                .raw("\n")
                .close("div");
        html.element("p", "", "class", "readout", "role", "status");
    }

    private static void line(Html html, String heading, String text) {
        if (!text.isEmpty()) {
            html.open("p").element("strong", heading).text(text).close("p");
        }
    }

    private static void files(Html html, List<Path> files) {
        if (files.isEmpty()) {
            return;
        }
        html.open("p", "class", "files").text("As a file: ");
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            html.element("a", name, "href", FilesSection.href("charts/" + name)).text(" ");
        }
        html.close("p");
    }

    private static void table(Html html, Exhibit exhibit) {
        if (exhibit.rows().isEmpty()) {
            return;
        }
        String id = "numbers-of-" + exhibit.id();
        html.open("details").element("summary", "The numbers of this chart", "id", id);
        html.open("div", "class", "wide", "role", "region", "tabindex", "0", "aria-labelledby", id);
        html.open("table").element("caption", exhibit.title() + ": numbers");
        html.open("thead").open("tr");
        exhibit.header().forEach(head -> html.element("th", head, "scope", "col"));
        html.close("tr").close("thead").open("tbody");
        for (List<String> row : exhibit.rows()) {
            html.open("tr");
            for (int i = 0; i < row.size(); i++) {
                if (i == 0) {
                    html.element("th", row.get(i), "scope", "row");
                } else {
                    html.element("td", row.get(i));
                }
            }
            html.close("tr");
        }
        html.close("tbody").close("table").close("div").close("details");
    }
}
