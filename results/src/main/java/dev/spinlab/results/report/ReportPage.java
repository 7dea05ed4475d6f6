package dev.spinlab.results.report;

import dev.spinlab.results.chart.Question;
import dev.spinlab.results.claims.Claims;
import dev.spinlab.results.kernel.KernelFigures;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.RunManifest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The whole HTML page of a run. */
final class ReportPage {
    private final Measurements measurements;
    private final Evidence evidence;
    private final List<Exhibit> exhibits;
    private final @Nullable VerdictsSection verdicts;
    private final List<String> cautions;

    ReportPage(
            Measurements measurements,
            Evidence evidence,
            List<Exhibit> exhibits,
            @Nullable VerdictsSection verdicts,
            List<String> cautions) {
        this.measurements = measurements;
        this.evidence = evidence;
        this.exhibits = exhibits;
        this.verdicts = verdicts;
        this.cautions = List.copyOf(cautions);
    }

    String render() {
        BackendSwitches switches = new BackendSwitches(measurements.backends());
        Html html = new Html();
        PageHead.open(html, "Spinlab run of " + manifest().started(), switches.rules());
        header(html);
        html.open("main", "id", "main").raw("\n");
        switches.write(html);
        new Glance(measurements, evidence).write(html);
        notes(html);
        for (Question question : Question.values()) {
            question(html, question);
        }
        Claims claims = evidence.claims();
        if (claims != null) {
            new ClaimsSection(claims).writeFull(html);
        }
        KernelFigures kernel = evidence.kernel();
        if (kernel != null) {
            new KernelSection(kernel, measurements).write(html);
        }
        new NumbersSection(measurements).write(html);
        new EnvironmentSection(measurements.run().environment(), manifest()).write(html);
        new FilesSection(measurements.run()).write(html);
        html.close("main");
        PageHead.close(html);
        return html.toString();
    }

    private RunManifest manifest() {
        return measurements.run().manifest();
    }

    private void header(Html html) {
        html.open("header").element("h1", "Spinlab: locking strategies on one CPU, compared");
        html.open("p", "class", "about")
                .text("Run of " + manifest().started() + ", profile "
                        + manifest().profile());
        int red = Warnings.violations(measurements).size();
        if (red > 0) {
            html.text(" · ").element("a", red + " row(s) with violations", "href", "#violations", "class", "red");
        }
        if (!cautions.isEmpty()) {
            html.text(" · ").element("a", cautions.size() + " note(s): read with care", "href", "#cautions");
        }
        html.close("p");
        html.open("nav", "aria-label", "On this page").open("ul");
        for (Question question : Question.values()) {
            entry(html, question.text(), id(question));
        }
        if (evidence.kernel() != null) {
            entry(html, "Real kernel", KernelSection.ID);
        }
        entry(html, "Numbers", "numbers");
        entry(html, "Environment", "environment");
        entry(html, "Files", "files");
        html.close("ul").close("nav").close("header");
    }

    private static void entry(Html html, String name, String id) {
        html.open("li").element("a", name, "href", "#" + id).close("li");
    }

    private void notes(Html html) {
        banner(html, "violations", "Violations", "red", Warnings.violations(measurements));
        banner(html, "cautions", "Read with care", "caution", cautions);
    }

    private static void banner(Html html, String id, String heading, String kind, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        html.open("section", "class", "banner " + kind, "aria-labelledby", id);
        html.element("h2", heading, "id", id).open("ul");
        lines.forEach(line -> html.element("li", line));
        html.close("ul").close("section");
    }

    private static String id(Question question) {
        return "question-" + question.name().toLowerCase(Locale.ROOT);
    }

    private void question(Html html, Question question) {
        String id = id(question);
        html.open("section", "aria-labelledby", id).element("h2", question.text(), "id", id);
        if (question == Question.FAIL) {
            html.element(
                    "p",
                    "A refused call failed although nothing was wrong with it; a violation is a lost, leaked, doubly freed "
                            + "or used-after-free element. A backend with violations is wrong whatever its speed.");
            if (verdicts != null) {
                verdicts.write(html);
            }
        }
        List<Exhibit> answers = exhibits.stream()
                .filter(exhibit -> exhibit.question() == question)
                .toList();
        if (answers.isEmpty()) {
            html.element(
                    "p", "No chart of its own; the tables under Numbers have what was measured.", "class", "absent");
        }
        answers.forEach(exhibit -> ExhibitView.write(html, exhibit, ""));
        html.close("section");
    }
}
