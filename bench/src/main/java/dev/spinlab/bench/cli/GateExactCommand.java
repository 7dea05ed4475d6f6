package dev.spinlab.bench.cli;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.gate.exact.ExactFailure;
import dev.spinlab.bench.gate.exact.ExactRun;
import dev.spinlab.results.gate.exact.ExactChange;
import dev.spinlab.results.gate.exact.ExactRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares exact figures with those that were accepted. */
@Command(
        name = "exact",
        description = "Counts what the strategies do under one schedule, and compares it with what was accepted.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Steps, atomics, lock acquisitions, context switches, refusals, backlog, allocated bytes and verdicts are the",
            "same in every run, on every machine and JDK. So any difference is a change of a strategy: take it back, or",
            "accept it in the same commit.",
            "Exit code 1 if a figure differs, 3 if there is no baseline."
        })
final class GateExactCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--accept", description = "write what was counted to the baseline instead of comparing it")
    private boolean accept;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            defaultValue = "results/baseline/exact.json",
            description = "what was accepted (default: ${DEFAULT-VALUE})")
    private Path baseline = Path.of("");

    @Mixin
    private HistoryOption history = new HistoryOption();

    GateExactCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        history.check();
        boolean known = Files.exists(baseline);
        ExactRecord accepted = known && !accept ? ExactRecord.read(baseline) : null;
        if (!known && !accept) {
            out.println(baseline + ": no baseline; make one by 'gate exact --accept', and commit it");
            out.flush();
            return ExitCodes.UNDECIDED;
        }
        ExactRecord counted;
        try {
            counted = ExactRun.of(compared());
        } catch (ExactFailure failure) {
            out.println("gate exact: " + failure.getMessage());
            out.flush();
            return ExitCodes.FOUND;
        }
        List<ExactChange> changes = accepted == null ? List.of() : ExactChange.between(accepted, counted);
        changes.forEach(change -> out.println(change.text()));
        out.println(summary(counted, changes));
        if (accept) {
            write(counted);
            out.println("accepted: " + baseline);
        } else if (!changes.isEmpty()) {
            out.println("if this is meant: 'gate exact --accept', in the same commit");
        }
        history.append(counted, accepted, out);
        out.flush();
        return accept || changes.isEmpty() ? ExitCodes.GOOD : ExitCodes.FOUND;
    }

    private static List<StorageBackend> compared() {
        return Backends.all().stream()
                .filter(backend -> !backend.isControl() && !backend.isReference())
                .toList();
    }

    private static String summary(ExactRecord counted, List<ExactChange> changes) {
        long figures =
                counted.rows().stream().mapToLong(row -> row.figures().size()).sum()
                        + counted.verdicts().stream()
                                .mapToLong(row -> row.situations().size())
                                .sum();
        return "exact: " + counted.verdicts().size() + " backends, "
                + counted.rows().size() + " rows, " + figures + " figures, "
                + (changes.isEmpty() ? "no difference" : changes.size() + " differ");
    }

    private void write(ExactRecord counted) {
        Path folder = baseline.toAbsolutePath().getParent();
        try {
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new BadInputException(
                    "--baseline " + baseline,
                    "its folder cannot be made",
                    "give a file in a folder that can be written to");
        }
        counted.write(baseline);
    }
}
