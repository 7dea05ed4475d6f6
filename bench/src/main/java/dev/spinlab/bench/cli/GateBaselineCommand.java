package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.RunFolder;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.gate.baseline.BaselineGate;
import dev.spinlab.bench.gate.baseline.Conclusions;
import dev.spinlab.bench.gate.timed.RunningBuild;
import dev.spinlab.results.gate.machine.BaselineRun;
import dev.spinlab.results.gate.machine.TimedBaseline;
import dev.spinlab.results.gate.machine.TimedBaselineFile;
import dev.spinlab.results.gate.timed.Status;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures this build against what was stored of the same machine. */
@Command(
        name = "baseline",
        description = "Measures this build against what an earlier one took on the same machine.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Calibration kernels (an atomic, a cache miss, a hand-over between threads) are measured in the same run, and the",
            "rows are freed of how much slower or faster these have become. If they drift too far, or a planted slowdown of two",
            "margins is missed, the gate is void; the baseline of another machine, kernel or JDK is refused. 'gate timed' needs",
            "no baseline, and sees smaller changes.",
            "Exit code 1 if a row regressed, 2 if the gate is void or could not run, 3 if it is undecided or there is no",
            "baseline."
        })
final class GateBaselineCommand implements Callable<Integer> {
    /** Extra work in the canary, in margins. */
    private static final double CANARY_MARGINS = 2;

    /** The canary has twice as much, and at most all of the work once more. */
    private static final double MOST_MARGIN = 0.5;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--accept",
            description = "make what is measured the baseline of this machine instead of comparing it")
    private boolean accept;

    @Option(
            names = "--baseline",
            paramLabel = "DIR",
            defaultValue = "results/baseline/timed",
            description = "folder of the baselines, a file per machine (default: ${DEFAULT-VALUE})")
    private Path baselines = Path.of("");

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "7",
            description = "JVMs per row, from 3 (default: ${DEFAULT-VALUE})")
    private int forks;

    @Option(
            names = "--margin",
            paramLabel = "PERCENT",
            defaultValue = "10%",
            description = "a change that does not matter (default: 10%%)")
    private String margin = "10%";

    @Option(
            names = "--undecided",
            paramLabel = "report|pass|fail",
            defaultValue = "report",
            description = "what an undecided gate ends with: exit code 3, 0 or 1 (default: ${DEFAULT-VALUE})")
    private String undecided = "report";

    @Mixin
    private RowOptions rows = new RowOptions();

    @Mixin
    private MeasuringOptions measuring = new MeasuringOptions();

    GateBaselineCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        long chosenSeed = measuring.seed();
        Status.OnUndecided onUndecided = UndecidedOption.parse(undecided);
        double share = PercentOption.parse("--margin ", margin);
        if (share > MOST_MARGIN) {
            throw new BadInputException("--margin " + margin, "more than the canary could exceed", "give at most 50%");
        }
        BaselineGate gate = BaselineGate.prepare(
                new BaselineGate.Order(
                        rows.backends(), rows.workloads(), forks, accept ? 0 : CANARY_MARGINS * share, chosenSeed),
                EnvironmentReader.ofThisMachine());
        Path file = TimedBaselineFile.in(baselines, gate.machine().id());
        Optional<TimedBaseline> stored = accept ? Optional.empty() : TimedBaselineFile.find(baselines, gate.machine());
        if (!accept && stored.isEmpty()) {
            out.println(file + ": no baseline; " + TimedBaselineFile.REMEDY);
            out.flush();
            return ExitCodes.UNDECIDED;
        }
        if (accept) {
            TimedBaselineFile.make(baselines);
        }
        RunningBuild build = RunningBuild.find("gate baseline");
        RunFolder folder = measuring.folder("baseline");
        out.println("gate baseline: " + build.version() + ", " + (accept ? "to become " : "against ") + file + "; "
                + gate.rows() + " rows x " + forks + " forks, about "
                + (gate.expected().toSeconds() / 60 + 1) + " min, seed " + chosenSeed);
        out.println("  results: " + folder.root());
        out.flush();
        try (StopSignal stop = StopSignal.listen()) {
            BaselineRun run = gate.measure(build, folder.root(), stop, MeasuringOptions.progress(out));
            Status status = stored.isEmpty()
                    ? Conclusions.accept(run, baselines, out)
                    : Conclusions.compare(
                            run,
                            stored.get(),
                            Conclusions.rules(share, forks),
                            folder.root(),
                            out,
                            CommandLine.Help.Ansi.AUTO.enabled());
            return status.exitCode(onUndecided);
        }
    }
}
