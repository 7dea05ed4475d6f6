package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.RunFolder;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.gate.timed.DesignComparison;
import dev.spinlab.results.gate.design.DesignStudy;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares ways to measure two builds against each other. */
@Command(
        name = "designs",
        description = "Compares ways to measure two builds against each other, on this machine's noise.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "This build is measured against itself: in two JVMs that take turns, iteration by iteration, as the gate does; in",
            "two one after the other; in two at once; and in one JVM that holds both builds. Says how far the values of each",
            "design scatter, what a value takes, and how narrow an interval a gate of the default family would get."
        })
final class GateDesignsCommand implements Callable<Integer> {
    /** What a gate takes unless told otherwise. */
    private static final Duration GATE = Duration.ofMinutes(5);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            defaultValue = "20m",
            description = "what it may take (default: ${DEFAULT-VALUE})")
    private String budget = "20m";

    @Mixin
    private MeasuringOptions measuring = new MeasuringOptions();

    GateDesignsCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        long chosenSeed = measuring.seed();
        Duration time = TimeOption.parse("--budget", budget);
        RunFolder folder = measuring.folder("designs");
        EnvironmentReader reader = EnvironmentReader.ofThisMachine();
        out.println("gate designs: budget " + budget + ", seed " + chosenSeed);
        out.println("  results: " + folder.root());
        out.flush();
        try (StopSignal stop = StopSignal.listen()) {
            DesignComparison comparison = DesignComparison.prepare(reader, folder.root(), chosenSeed);
            DesignStudy study = comparison.run(time, stop, MeasuringOptions.progress(out));
            out.print(study.text((double) GATE.toSeconds()));
            out.println("in budget: values per row in a gate of " + GATE.toMinutes()
                    + " minutes; half width: of the 95 % interval that these would give");
            out.flush();
        }
        return 0;
    }
}
