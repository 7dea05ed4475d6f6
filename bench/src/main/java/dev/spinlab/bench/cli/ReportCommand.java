package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.results.claims.ClaimsFile;
import dev.spinlab.results.kernel.KernelFile;
import dev.spinlab.results.matrix.VerdictMatrixFile;
import dev.spinlab.results.report.Report;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.RunDirectory;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes charts and reports of runs again. */
@Command(
        name = "report",
        description = "Makes the charts and the report of each run again, from its files.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A folder without measurements that holds a verdict matrix, claims or a kernel's figures lends them to the runs",
            "that have none.",
            "Two runs are set side by side by 'compare'."
        })
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "DIR", description = "directories of runs (default: results/latest)")
    private List<Path> directories = new ArrayList<>();

    ReportCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Path> runs = new ArrayList<>();
        List<Path> lenders = new ArrayList<>();
        for (Path directory : directories.isEmpty() ? List.of(Path.of("results/latest")) : directories) {
            (lends(directory) ? lenders : runs).add(directory);
        }
        if (runs.isEmpty()) {
            throw new BadInputException(
                    lenders.get(0).toString(), "holds no measurements", "give the directory of a run beside it");
        }
        int worst = ExitCodes.GOOD;
        for (Path run : runs) {
            worst = Math.max(worst, runs.size() == 1 ? report(run, lenders, out) : reportOrSay(run, lenders, out));
        }
        return worst;
    }

    /** Whether it is no run, but has what a report can show beside one. */
    private static boolean lends(Path directory) {
        return !Files.exists(RunDirectory.jmhFile(directory))
                && (Files.exists(VerdictMatrixFile.in(directory))
                        || Files.exists(ClaimsFile.in(directory))
                        || Files.exists(KernelFile.in(directory)));
    }

    /** Of several runs, one that cannot be read does not keep the others from their reports. */
    private int reportOrSay(Path run, List<Path> lenders, PrintWriter out) {
        try {
            return report(run, lenders, out);
        } catch (BadRunException e) {
            out.flush();
            PrintWriter err = spec.commandLine().getErr();
            err.println(e.getMessage());
            err.flush();
            return ExitCodes.BAD;
        }
    }

    private static int report(Path run, List<Path> lenders, PrintWriter out) {
        Report report = Conclusion.print(run, lenders, out);
        out.println("report: " + report.file().toAbsolutePath().normalize());
        out.flush();
        return report.hasViolations() ? ExitCodes.FOUND : ExitCodes.GOOD;
    }
}
