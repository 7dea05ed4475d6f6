package dev.spinlab.results.report;

import dev.spinlab.results.claims.ClaimsFile;
import dev.spinlab.results.kernel.KernelFile;
import dev.spinlab.results.matrix.VerdictMatrixFile;
import dev.spinlab.results.run.RunDirectory;
import dev.spinlab.results.run.RunManifest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Links to the files that the page was made from, relative to it. */
final class FilesSection {
    private static final Map<String, String> KNOWN = known();

    private final RunDirectory run;

    FilesSection(RunDirectory run) {
        this.run = run;
    }

    private static Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        known.put(
                "jmh.json",
                "every iteration of every fork, as JMH writes it: opens in JMH Visualizer and whatever else reads JMH's JSON");
        known.put("environment.json", "the machine, the Java virtual machine, the commit and the load");
        known.put("run.json", "the plan, the seed, the order of the forks, what was skipped or failed");
        known.put(
                VerdictMatrixFile.NAME, "what each backend does in each situation, with the schedules that replay it");
        known.put(ClaimsFile.NAME, "the claims with their tests and figures");
        known.put(KernelFile.NAME, "what this machine's own kernel did in the same cases");
        return known;
    }

    void write(Html html) {
        html.open("section", "aria-labelledby", "files").element("h2", "Files", "id", "files");
        html.element(
                "p", "This page was made from the files beside it; each opens by its link while they stay together.");
        html.open("ul");
        KNOWN.forEach((name, meaning) -> {
            if (Files.exists(run.root().resolve(name))) {
                item(html, name, meaning);
            }
        });
        html.close("ul");
        List<RunManifest.Histogram> logs = run.manifest().histograms().stream()
                .filter(log -> Files.exists(run.root().resolve(log.file())) && isInside(log.file()))
                .toList();
        if (!logs.isEmpty()) {
            html.open("details").element("summary", "HdrHistogram logs (" + logs.size() + ", one a fork)");
            html.open("ul");
            for (RunManifest.Histogram log : logs) {
                item(html, log.file(), log.params().getOrDefault("backend", "") + ", fork " + (log.fork() + 1));
            }
            html.close("ul").close("details");
        }
        html.close("section");
    }

    private boolean isInside(String file) {
        return run.root().resolve(file).normalize().startsWith(run.root().normalize());
    }

    private static void item(Html html, String file, String meaning) {
        html.open("li")
                .element("a", file, "href", href(file))
                .text(" " + meaning)
                .close("li");
    }

    /** A relative reference, in which no file name can be taken for a scheme, a query or a folder above. */
    static String href(String file) {
        StringBuilder reference = new StringBuilder("./");
        for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-_./".indexOf(c) >= 0)) {
                reference.append(c);
            } else {
                reference.append(String.format("%%%02X", b & 0xFF));
            }
        }
        return reference.toString();
    }
}
