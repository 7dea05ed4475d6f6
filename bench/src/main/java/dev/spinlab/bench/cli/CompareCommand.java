package dev.spinlab.bench.cli;

import dev.spinlab.results.compare.Comparison;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.report.ComparisonPage;
import dev.spinlab.results.report.ComparisonText;
import dev.spinlab.results.run.RunDirectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two runs. */
@Command(
        name = "compare",
        description = "Compares two runs: ratios of B to A with 95 %% intervals, for every case that both have.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Says so where the runs were measured under different conditions. It is no gate: a ratio beyond chance is not",
            "an error. Exit code 1 if a compared row of either run has violations."
        })
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "A", description = "directory of the run that is compared to")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "directory of the run that is compared")
    private Path after = Path.of("");

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "the page to write, an HTML file (default: comparison.html in B)")
    private @Nullable Path output;

    CompareCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Comparison comparison =
                Comparison.of(Measurements.of(RunDirectory.open(before)), Measurements.of(RunDirectory.open(after)));
        out.print(ComparisonText.render(comparison));
        Path page = output == null ? after.resolve("comparison.html") : output;
        ComparisonPage.write(comparison, page);
        out.println("comparison: " + page.toAbsolutePath().normalize());
        out.flush();
        return comparison.hasViolations() ? ExitCodes.FOUND : ExitCodes.GOOD;
    }
}
