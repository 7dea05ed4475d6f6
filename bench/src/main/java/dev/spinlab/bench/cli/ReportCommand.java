package dev.spinlab.bench.cli;

import dev.spinlab.results.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes charts and report of a run again. */
@Command(
        name = "report",
        description = "Makes the charts and the report of a run again, from its files.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "results/latest",
            description = "directory of the run (default: ${DEFAULT-VALUE})")
    private Path directory = Path.of("results/latest");

    ReportCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Report report = Conclusion.print(directory, out);
        out.println("report: " + report.file().toAbsolutePath().normalize());
        out.flush();
        return report.hasViolations() ? ExitCodes.FOUND : ExitCodes.GOOD;
    }
}
