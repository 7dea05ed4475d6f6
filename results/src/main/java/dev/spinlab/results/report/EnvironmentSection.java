package dev.spinlab.results.report;

import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.run.Environment;
import dev.spinlab.results.run.RunManifest;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of what the run was measured on, how it was planned and what was left out. */
final class EnvironmentSection {
    private final Environment environment;
    private final RunManifest manifest;

    EnvironmentSection(Environment environment, RunManifest manifest) {
        this.environment = environment;
        this.manifest = manifest;
    }

    void write(Html html) {
        notes(html, "skipped", "Skipped cases", "Cases left out on this machine", manifest.skipped());
        notes(html, "failures", "Failed forks", "Forks that ended with an error", manifest.failures());
        html.open("section", "aria-labelledby", "environment").element("h2", "Environment", "id", "environment");
        html.open("div", "class", "wide", "role", "region", "tabindex", "0", "aria-labelledby", "environment");
        html.open("table", "class", "facts").element("caption", "What the run was measured on");
        html.open("tbody");
        processor(html);
        software(html);
        fact(html, "pinning", pinning());
        fact(html, "load at start", load(environment.loadAtStart()));
        fact(html, "load at end", load(environment.loadAtEnd()));
        fact(html, "profile and seed", manifest.profile() + ", seed " + manifest.seed());
        fact(html, "command", manifest.command());
        fact(html, "started", manifest.started());
        fact(html, "finished", manifest.finished() == null ? "not finished" : manifest.finished());
        fact(html, "forks measured", manifest.completedForks() + " of " + manifest.plannedForks());
        html.close("tbody").close("table").close("div").close("section");
    }

    private void processor(Html html) {
        Environment.Cpu cpu = environment.cpu();
        fact(html, "processor", orUnknown(cpu.model()) + ", " + cpu.architecture());
        fact(
                html,
                "CPUs",
                cpu.logicalCpus() + " online, usable: "
                        + cpu.allowedCpus().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        fact(
                html,
                "topology",
                cpu.topology().stream().map(EnvironmentSection::place).collect(Collectors.joining("; ")));
        fact(html, "frequency governor", orUnknown(cpu.governor()));
        fact(html, "frequency boost", orUnknown(cpu.boost() == null ? null : cpu.boost() ? "on" : "off"));
        fact(html, "hypervisor", cpu.hypervisor() == null ? "none known" : cpu.hypervisor());
    }

    private void software(Html html) {
        Environment.OperatingSystem system = environment.system();
        fact(html, "operating system", system.name() + " " + system.release());
        fact(html, "kernel preemption model", orUnknown(system.preemption()));
        fact(html, "kernel parameters", orNone(String.join(" ", system.commandLine())));
        Environment.Jvm jvm = environment.jvm();
        fact(html, "Java", jvm.vendor() + ", " + jvm.name() + " " + jvm.version());
        fact(html, "flags of the forks", orNone(String.join(" ", jvm.flags())));
        fact(html, "assertions in the forks", jvm.assertions() ? "on" : "off");
        Environment.Source source = environment.source();
        String dirty = source.dirty() == null ? "" : source.dirty() ? ", with local changes" : ", clean";
        fact(html, "commit", orUnknown(source.commit()) + dirty);
    }

    private String pinning() {
        Environment.Pinning pinning = environment.pinning();
        if (!pinning.requested()) {
            return "not asked for";
        }
        String reason = pinning.reason() == null ? "" : ": " + pinning.reason();
        return pinning.pinnedTasks() + " of " + pinning.tasks() + " tasks pinned, masks read back" + reason;
    }

    private static String place(Environment.LogicalCpu cpu) {
        return "CPU " + cpu.id() + ": core " + known(cpu.core()) + ", socket " + known(cpu.socket()) + ", node "
                + known(cpu.numaNode()) + ", siblings "
                + cpu.siblings().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String known(int number) {
        return number < 0 ? "unknown" : Integer.toString(number);
    }

    private static String load(Environment.@Nullable Load load) {
        if (load == null) {
            return "not recorded";
        }
        return load.at() + ", one-minute load " + decimal(load.oneMinute()) + ", steal since boot "
                + decimal(load.stealPercent()) + " %";
    }

    private static String decimal(@Nullable Double value) {
        return value == null ? Numbers.UNKNOWN : Numbers.plain(value);
    }

    private static void notes(Html html, String id, String heading, String caption, List<RunManifest.Note> notes) {
        if (notes.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", id).element("h2", heading, "id", id);
        html.open("table", "class", "facts").element("caption", caption);
        html.open("thead").open("tr");
        html.element("th", "case", "scope", "col").element("th", "reason", "scope", "col");
        html.close("tr").close("thead").open("tbody");
        for (RunManifest.Note note : notes) {
            fact(html, note.subject(), note.reason());
        }
        html.close("tbody").close("table").close("section");
    }

    private static void fact(Html html, String name, String value) {
        html.open("tr").element("th", name, "scope", "row").element("td", value).close("tr");
    }

    private static String orUnknown(@Nullable String value) {
        return value == null ? "unknown" : value;
    }

    private static String orNone(String value) {
        return value.isEmpty() ? "none" : value;
    }
}
