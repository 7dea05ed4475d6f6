package dev.spinlab.bench.cli;

import dev.spinlab.results.gate.timed.GateConsole;
import dev.spinlab.results.gate.timed.GateFile;
import dev.spinlab.results.gate.timed.Status;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides a timed gate again. */
@Command(
        name = "replay",
        description = "Decides a timed gate again from what it measured, and shows it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The decision follows from the file alone: a verdict that does not is refused (exit code 2). Otherwise the",
            "exit code is that of the gate."
        })
final class GateReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "gate.json of a timed gate")
    private Path file = Path.of(GateFile.NAME);

    @Option(
            names = "--undecided",
            paramLabel = "report|pass|fail",
            defaultValue = "report",
            description = "what an undecided gate ends with: exit code 3, 0 or 1 (default: ${DEFAULT-VALUE})")
    private String undecided = "report";

    GateReplayCommand() {}

    @Override
    public Integer call() {
        Status.OnUndecided onUndecided = UndecidedOption.parse(undecided);
        GateFile.Stored gate = GateFile.read(file);
        PrintWriter out = spec.commandLine().getOut();
        out.print(GateConsole.of(gate.data(), gate.verdict(), CommandLine.Help.Ansi.AUTO.enabled()));
        out.flush();
        return gate.verdict().status().exitCode(onUndecided);
    }
}
