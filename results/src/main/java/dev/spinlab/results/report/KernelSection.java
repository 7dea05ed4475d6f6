package dev.spinlab.results.report;

import dev.spinlab.results.kernel.KernelCalls;
import dev.spinlab.results.kernel.KernelFigures;
import dev.spinlab.results.kernel.KernelRow;
import dev.spinlab.results.kernel.MeasuredBefore;
import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Refusals;
import dev.spinlab.results.measure.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this machine's own kernel did, beside the model in the same case and what kernels were measured to do before. */
final class KernelSection {
    static final String ID = "kernel";

    /** Begins the workloads in which interrupts come over an operation. */
    private static final String INTERRUPTED = "interrupted-";

    private final KernelFigures figures;
    private final Measurements measurements;

    KernelSection(KernelFigures figures, Measurements measurements) {
        this.figures = figures;
        this.measurements = measurements;
    }

    void write(Html html) {
        html.open("section", "aria-labelledby", ID).element("h2", "Beside the real kernel", "id", ID);
        html.element(
                "p",
                "Linux " + figures.release() + ", " + figures.architecture() + ", called from " + figures.jvm() + "; "
                        + figures.conditions() + ". Measured " + figures.started() + ":");
        html.open("p").element("code", figures.command()).close("p");
        html.open("ul");
        figures.limits().forEach(limit -> html.element("li", limit));
        figures.leftOut().forEach(line -> html.element("li", "Left out: " + line));
        html.close("ul");
        html.open("div", "class", "wide", "role", "region", "tabindex", "0", "aria-labelledby", ID);
        html.open("table", "class", "reading")
                .element("caption", "Refused calls and time of a call on the real kernel, by case");
        html.open("thead").open("tr");
        for (String head : List.of(
                "case",
                figures.title() + ": refused, of calls",
                "of time",
                "answers",
                "time of a call",
                "the model here: refused, of calls",
                "measured before")) {
            html.element("th", head, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
        for (KernelRow row : figures.rows()) {
            Row model = model(row);
            line(
                    html,
                    row.label(),
                    row.tasks(),
                    model == null ? null : model.refusals(),
                    model,
                    MeasuredBefore.ofTasks(row));
            KernelCalls handlers = row.handlers();
            if (handlers != null) {
                line(
                        html,
                        KernelRow.HANDLERS,
                        handlers,
                        model == null ? null : model.handlerRefusals(),
                        model,
                        MeasuredBefore.ofHandlers(row));
            }
        }
        html.close("tbody").close("table").close("div").close("section");
    }

    private static void line(
            Html html,
            String label,
            KernelCalls calls,
            @Nullable Refusals refusals,
            @Nullable Row model,
            String before) {
        html.open("tr", "class", calls.refused() > 0 ? "refuses" : "plain");
        html.element("th", label, "scope", "row").element("td", calls.share()).element("td", calls.timeShare());
        html.element("td", calls.answers()).element("td", calls.nanosPerCall().time());
        html.element("td", model == null || refusals == null ? MeasuredBefore.NOTHING : words(model, refusals));
        html.element("td", before).close("tr");
    }

    private static String words(Row model, Refusals refusals) {
        if (!refusals.measured()) {
            return MeasuredBefore.NOTHING;
        }
        String share =
                refusals.refused() == 0 ? "0 of " + Numbers.count(refusals.calls()) : Cells.share(refusals.perCall());
        return model.backend() + ", preemption " + model.measuredCase().preemption() + ": " + share;
    }

    /**
     * The backend that models such a kernel, in the same case, under the preemption model of the kernel; interrupts come in
     * steps there, so their distance in time has no counterpart. Null where the run has no such row.
     */
    private @Nullable Row model(KernelRow row) {
        String backend = figures.locks().backend();
        if (backend == null || row.owner() != null) {
            return null;
        }
        String workload = row.interruptMicros() == 0 ? row.operation() : INTERRUPTED + row.operation();
        Optional<Case> same = measurements
                .cases(measured -> measured.workload().equals(workload)
                        && measured.cpus() == row.cpus()
                        && measured.threads() == row.threads()
                        && !measured.latency()
                        && measured.more().isEmpty()
                        && measured.interrupts().equals(row.interruptMicros() == 0 ? "none" : "hardirq")
                        && isPreemptedAlike(row, measured))
                .stream()
                .findFirst();
        return same.map(measured -> measurements.row(measured, backend)).orElse(null);
    }

    /** One task alone loses its CPU to nobody, whatever the preemption model. */
    private boolean isPreemptedAlike(KernelRow row, Case measured) {
        return row.threads() == 1
                || Boolean.valueOf(measured.preemption().equals(Case.FULL)).equals(figures.preempts());
    }
}
