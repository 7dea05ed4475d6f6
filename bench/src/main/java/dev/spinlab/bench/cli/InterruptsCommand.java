package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BackendCatalog;
import dev.spinlab.bench.driver.BackendInfo;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.RealtimeRules;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.environment.RealtimeAccess;
import dev.spinlab.bench.interrupts.Cell;
import dev.spinlab.bench.interrupts.CellFailure;
import dev.spinlab.bench.interrupts.CellResult;
import dev.spinlab.bench.interrupts.CellRunner;
import dev.spinlab.bench.interrupts.Controls;
import dev.spinlab.bench.interrupts.Extent;
import dev.spinlab.bench.interrupts.ForkedCells;
import dev.spinlab.bench.interrupts.InterruptTables;
import dev.spinlab.bench.interrupts.RepeatedCells;
import dev.spinlab.bench.interrupts.Source;
import dev.spinlab.bench.interrupts.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Puts backends under interrupts of both sources and compares what they do. */
@Command(
        name = "interrupts",
        description = "Interrupts backends, in steps and by real-time threads, counts losses and refusals, and says"
                + " whether both agree.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Real-time threads need permission (root, CAP_SYS_NICE or RLIMIT_RTPRIO) and Linux; without it they are left out,"
                    + " and interrupts come in steps only.",
            "The controls take part: what loses elements must be seen to lose them.",
            "Ctrl-C keeps what has been counted.",
            "Exit code 1 if a strategy loses or hangs, the sources differ, or a control does not break; 2 if --source realtime",
            "is given and there are no real-time threads; 3 if a cell did not get as far as it should have."
        })
final class InterruptsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private InterruptOptions options = new InterruptOptions();

    InterruptsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        EnvironmentReader reader = EnvironmentReader.ofThisMachine();
        Extent extent = options.extent(reader.allowedCpus().size());
        PrintWriter out = spec.commandLine().getOut();
        List<Cell> cells = possible(options, RealtimeAccess.ofThisMachine()::refusal, out);
        out.println("spinlab interrupts: " + cells.size() + " cells, " + extent.handlers() + " handlers each or "
                + extent.limit().toSeconds() + " s, real-time " + extent.periodMicros() + " us "
                + (extent.exponential() ? "on average" : "apart") + ", seed " + extent.seed());
        out.flush();
        List<CellResult> results = new ArrayList<>();
        List<String> unfinished = new ArrayList<>();
        try (StopSignal stop = StopSignal.listen()) {
            CellRunner runner =
                    new RepeatedCells(new ForkedCells(JvmFlags.forForks(reader), extent), stop::requested, line -> {
                        out.println(line);
                        out.flush();
                    });
            run(cells, runner, stop, results, unfinished);
            stop.forksAreOver();
            return conclude(results, unfinished, out);
        }
    }

    /** The cells that can be measured here: if the source was left open, without permission those in steps. */
    static List<Cell> possible(
            InterruptOptions options, Supplier<RealtimeAccess.@Nullable Refusal> access, PrintWriter out) {
        List<Cell> cells = options.cells();
        if (cells.stream().noneMatch(cell -> cell.source() == Source.REALTIME)) {
            return cells;
        }
        RealtimeAccess.Refusal refusal = access.get();
        if (refusal == null) {
            return cells;
        }
        if (options.sourceGiven()) {
            RealtimeRules.require("--source realtime", () -> refusal);
        }
        out.println("real-time interrupts are left out: " + refusal.reason() + "; " + refusal.remedy());
        return cells.stream().filter(cell -> cell.source() == Source.STEPPED).toList();
    }

    private void run(
            List<Cell> cells, CellRunner runner, StopSignal stop, List<CellResult> results, List<String> unfinished)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        for (Cell cell : cells) {
            if (stop.requested()) {
                unfinished.add(cell.label() + ": stopped");
                continue;
            }
            try {
                CellResult result = runner.run(cell);
                results.add(result);
                out.println(line(results.size(), cells.size(), result));
                if (result.verdict() != Verdict.HANGS && !result.finished()) {
                    unfinished.add(cell.label() + ": " + result.counted() + " handlers only");
                }
            } catch (CellFailure failure) {
                String why = stop.requested() ? "stopped" : String.valueOf(failure.getMessage());
                out.println(cell.label() + ": failed: " + why);
                unfinished.add(cell.label() + ": " + why);
            }
            out.flush();
        }
    }

    private static String line(int number, int of, CellResult result) {
        var figures = result.figures();
        return String.format(
                Locale.ROOT,
                "%d/%d %s: %s; %,d handlers in %.1f s, refused %s, violations %d%s%s",
                number,
                of,
                result.cell().label(),
                result.verdict().word(),
                figures.handlers(),
                figures.seconds(),
                figures.refused(),
                figures.violations(),
                figures.voidRounds() == 0
                        ? ""
                        : ", thrown away " + figures.voidRounds() + " rounds for " + figures.torn() + " torn handlers",
                figures.hang().isEmpty() ? "" : ", " + figures.hang());
    }

    /** Prints the tables and what follows from them; returns the exit code. */
    static int conclude(List<CellResult> results, List<String> unfinished, PrintWriter out) {
        InterruptTables tables = new InterruptTables(results);
        for (List<String> table : List.of(tables.damage(), tables.refusals(), tables.agreement())) {
            if (!table.isEmpty()) {
                out.println();
                table.forEach(out::println);
            }
        }
        out.println();
        List<String> broken = broken(results);
        List<String> differing = tables.disagreements();
        List<String> missed = Controls.missed(results);
        broken.forEach(line -> out.println("loses or hangs, and is no control: " + line));
        differing.forEach(line -> out.println("in time it is otherwise: " + line));
        missed.forEach(line -> out.println("a control that did not break: " + line));
        unfinished.forEach(line -> out.println("not finished: " + line));
        out.println(results.size() + " cells, " + broken.size() + " of strategies broken, " + differing.size()
                + " in which the sources differ, " + missed.size() + " controls that did not break, "
                + unfinished.size() + " not finished");
        out.flush();
        if (!broken.isEmpty() || !differing.isEmpty() || !missed.isEmpty()) {
            return ExitCodes.FOUND;
        }
        return unfinished.isEmpty() ? ExitCodes.GOOD : ExitCodes.UNDECIDED;
    }

    private static List<String> broken(List<CellResult> results) {
        List<String> controls = BackendCatalog.all().stream()
                .filter(BackendInfo::control)
                .map(BackendInfo::id)
                .toList();
        return results.stream()
                .filter(result -> !controls.contains(result.cell().backend()))
                .filter(result -> result.verdict().compareTo(Verdict.LOSES) >= 0)
                .map(result -> result.cell().label())
                .toList();
    }
}
