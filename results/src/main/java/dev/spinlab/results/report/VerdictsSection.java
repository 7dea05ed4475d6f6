package dev.spinlab.results.report;

import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.matrix.Break;
import dev.spinlab.results.matrix.MatrixChart;
import dev.spinlab.results.matrix.VerdictMatrix;
import dev.spinlab.results.matrix.VerdictMatrixFile;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.RunDirectory;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** The verdict matrix: its picture, what broke with the commands that show it again, and what it says in words. */
final class VerdictsSection {
    private final VerdictMatrix matrix;
    private final Charts.Written picture;

    VerdictsSection(VerdictMatrix matrix, Charts.Written picture) {
        this.matrix = matrix;
        this.picture = picture;
    }

    /**
     * The section of a run, with its picture drawn; of a run without a matrix, none, and no picture of an earlier one.
     *
     * @throws BadRunException if there is a matrix that cannot be read, or the picture cannot be written
     */
    static Optional<VerdictsSection> of(RunDirectory run) {
        if (!Files.exists(VerdictMatrixFile.in(run.root()))) {
            MatrixChart.remove(run.charts());
            return Optional.empty();
        }
        VerdictMatrix matrix = VerdictMatrixFile.read(run.root());
        return Optional.of(new VerdictsSection(matrix, MatrixChart.write(matrix, run.charts())));
    }

    Charts.Written picture() {
        return picture;
    }

    void write(Html html) {
        html.open("section", "aria-labelledby", "verdicts").element("h2", "Verdicts", "id", "verdicts");
        html.element("p", matrix.summary());
        ReportPage.figure(html, picture, "chart matrix");
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
        html.close("section");
    }

    private static void table(Html html, List<Break> breaks) {
        html.open("div", "class", "wide", "role", "region", "tabindex", "0", "aria-labelledby", "breaks");
        html.open("table")
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
