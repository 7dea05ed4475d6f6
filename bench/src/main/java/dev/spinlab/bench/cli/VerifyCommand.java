package dev.spinlab.bench.cli;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.RunFolder;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.verify.Matrices;
import dev.spinlab.bench.verify.Verification;
import dev.spinlab.bench.verify.Verifier;
import dev.spinlab.explore.Column;
import dev.spinlab.explore.Explorer;
import dev.spinlab.explore.Replay;
import dev.spinlab.results.matrix.MatrixChart;
import dev.spinlab.results.matrix.MatrixText;
import dev.spinlab.results.matrix.VerdictMatrix;
import dev.spinlab.results.matrix.VerdictMatrixFile;
import dev.spinlab.results.report.ReportBuilder;
import dev.spinlab.results.run.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the conformance kit and explores schedules; writes the verdict matrix. */
@Command(
        name = "verify",
        description = "Runs the conformance kit on backends, explores their schedules, and writes the verdict matrix.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Without --for everything within the bounds is explored once. Ctrl-C ends the exploration and keeps what it found.",
            "Exit code 1 if a backend breaks a rule or a control is not found out, 3 if nothing was found but not every",
            "situation was explored."
        })
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--backend",
            split = ",",
            paramLabel = "ID",
            description = "only these backends; repeat or separate by commas (default: all strategies and controls)")
    private List<String> backends = new ArrayList<>();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description =
                    "explore for so long, at random once everything within the bounds is done; for example 30s, 10m")
    private @Nullable String time;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "seed of the schedules at random (default: a new one, printed)")
    private @Nullable Long seed;

    @Option(names = "--threads", paramLabel = "N", description = "how many explore at a time (default: one per CPU)")
    private @Nullable Integer threads;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description =
                    "existing folder that gets verdict-matrix.json, .svg and .png; a run's folder gets a new report too"
                            + " (default: results/latest if there is one, else a new folder under results/runs)")
    private @Nullable Path output;

    @Option(
            names = "--replay",
            paramLabel = "SCHEDULE",
            description = "only run this schedule again, and show what each context did")
    private @Nullable String replay;

    VerifyCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        return replay == null ? verify(out) : replay(out, replay);
    }

    private static int replay(PrintWriter out, String schedule) {
        Replay parsed;
        try {
            parsed = Replay.parse(schedule);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--replay", String.valueOf(e.getMessage()), "copy it from a line of 'verify'");
        }
        try (Explorer explorer = new Explorer()) {
            Replay.Shown shown = parsed.run(explorer);
            out.println(shown.trace());
            out.println(shown.finding()
                    .map(found -> found.rule() + ": " + found.detail())
                    .orElse("no rule is broken"));
            out.flush();
            if (shown.finding().isEmpty() && !shown.asRecorded()) {
                throw new BadInputException(
                        "--replay",
                        "some of its choices are not possible where they stand, so this was another schedule",
                        "record it anew with 'verify' of this build");
            }
            return shown.finding().isPresent() ? ExitCodes.FOUND : ExitCodes.GOOD;
        }
    }

    private int verify(PrintWriter out) {
        List<StorageBackend> chosen = chosen();
        Duration limit = time == null ? null : TimeOption.parse("--for", time);
        long chosenSeed = seed == null ? System.currentTimeMillis() : seed;
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (workers < 1 || workers > 1024) {
            throw new BadInputException("--threads " + workers, "out of range", "give 1 to 1024");
        }
        Path folder = folder();
        out.println("verify: "
                + String.join(", ", chosen.stream().map(StorageBackend::id).toList()) + "; seed " + chosenSeed);
        out.println("  left out: "
                + String.join(
                        ", ",
                        Backends.all().stream()
                                .filter(StorageBackend::isReference)
                                .map(StorageBackend::id)
                                .toList())
                + ": references are no strategies of the modelled kernel");
        out.flush();
        try (StopSignal stop = StopSignal.listen()) {
            stop.forksAreOver();
            Verifier verifier = new Verifier(chosen, chosenSeed, limit, workers, stop::requested, line -> {
                out.println(line);
                out.flush();
            });
            List<String> failures = verifier.runKit();
            failures.forEach(failure -> out.println("FAILED " + failure));
            Verification found = verifier.explore();
            VerdictMatrix matrix = Matrices.of(found, chosenSeed, verifier.seconds());
            write(folder, matrix, out);
            return conclude(out, found, failures);
        }
    }

    static int conclude(PrintWriter out, Verification found, List<String> failures) {
        boolean good = failures.isEmpty() && found.violations() == 0;
        for (StorageBackend backend : found.backends()) {
            if (backend.isControl() && !found.foundOut(backend)) {
                out.println("the control " + backend.id() + " was not found out: this exploration proves nothing");
                good = false;
            }
        }
        List<Column> open = found.notExplored();
        if (!open.isEmpty()) {
            out.println("not explored by every backend: "
                    + String.join(", ", open.stream().map(Column::title).toList())
                    + "; give more time with --for, or leave it out");
        }
        out.println(Matrices.summary(found));
        out.flush();
        return !good ? ExitCodes.FOUND : open.isEmpty() ? ExitCodes.GOOD : ExitCodes.UNDECIDED;
    }

    private static void write(Path folder, VerdictMatrix matrix, PrintWriter out) {
        VerdictMatrixFile.write(folder, matrix);
        MatrixChart.write(matrix, folder);
        out.println();
        out.println(MatrixText.of(matrix));
        out.println("matrix: " + VerdictMatrixFile.in(folder));
        if (Files.exists(RunDirectory.jmhFile(folder))) {
            out.println("report: " + ReportBuilder.build(folder).file());
        }
        out.flush();
    }

    private List<StorageBackend> chosen() {
        if (backends.isEmpty()) {
            return Backends.all().stream()
                    .filter(backend -> !backend.isReference())
                    .toList();
        }
        List<StorageBackend> chosen = new ArrayList<>();
        for (String id : new LinkedHashSet<>(backends)) {
            try {
                chosen.add(Backends.byId(id));
            } catch (IllegalArgumentException e) {
                throw new BadInputException("--backend " + id, String.valueOf(e.getMessage()), "see 'list'");
            }
            if (chosen.get(chosen.size() - 1).isReference()) {
                throw new BadInputException(
                        "--backend " + id,
                        "a reference is no strategy of the modelled kernel, so there is nothing to verify",
                        "measure it with 'run --with reference'");
            }
        }
        return chosen;
    }

    private Path folder() {
        if (output != null) {
            if (!takesFiles(output)) {
                throw new BadInputException(
                        "--output " + output, "not a folder that can be written to", "make it, or give another one");
            }
            return output;
        }
        Path latest = Path.of("results/latest");
        return takesFiles(latest)
                ? latest
                : RunFolder.create(Path.of("results/runs"), Clock.systemUTC().instant(), "verify")
                        .root();
    }

    /** Tries it, since permissions do not tell all: better now than when the exploration is over. */
    private static boolean takesFiles(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, "verify-", ".tmp"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
