package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BackendCatalog;
import dev.spinlab.bench.driver.CasePlanner;
import dev.spinlab.bench.driver.Driver;
import dev.spinlab.bench.driver.ForkOrder;
import dev.spinlab.bench.driver.JmhForkRunner;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.Plan;
import dev.spinlab.bench.driver.RealtimeRules;
import dev.spinlab.bench.driver.RunFolder;
import dev.spinlab.bench.driver.RunOutcome;
import dev.spinlab.bench.driver.RunSettings;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.environment.RealtimeAccess;
import dev.spinlab.results.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures, and makes charts and report of what was measured. */
@Command(
        name = "run",
        description = "Measures backends fork by fork in random order and writes charts and a report.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Ctrl-C keeps what has been measured, as a partial run that says so."})
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(names = "--seed", paramLabel = "N", description = "seed of the random order (default: a new one, printed)")
    private @Nullable Long seed;

    @Option(
            names = "--order",
            paramLabel = "random|listed|reversed",
            defaultValue = "random",
            description = "order of the trials within a round (default: ${DEFAULT-VALUE})")
    private String order = "random";

    @Option(names = "--no-pinning", description = "leave the workers to the scheduler")
    private boolean noPinning;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "results/runs",
            description = "folder that gets the run's folder (default: ${DEFAULT-VALUE})")
    private Path output = Path.of("results/runs");

    @Option(names = "--dry-run", description = "only show what would be done and how long it would take")
    private boolean dryRun;

    RunCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        EnvironmentReader reader = EnvironmentReader.ofThisMachine();
        int cpus = reader.allowedCpus().size();
        ForkOrder forkOrder = ForkOrder.of(order);
        Plan plan = new CasePlanner(cpus, BackendCatalog.all())
                .plan(options.profile(), options.narrowing(), options.timing());
        long chosenSeed = seed == null ? System.currentTimeMillis() : seed;
        PlanText.lines(plan, forkOrder, chosenSeed, dryRun).forEach(out::println);
        out.flush();
        if (dryRun) {
            return ExitCodes.GOOD;
        }
        RealtimeRules.check(plan, !noPinning, BackendCatalog.all(), RealtimeAccess.ofThisMachine()::refusal);
        RunFolder folder = RunFolder.create(output, Clock.systemUTC().instant(), plan.name());
        out.println("  results: " + folder.root());
        out.flush();
        List<String> flags = JvmFlags.forForks(reader);
        RunSettings settings = new RunSettings(
                plan,
                forkOrder,
                chosenSeed,
                RunRecord.command(spec, seed == null ? chosenSeed : null),
                folder,
                RunRecord.environment(reader, flags, !noPinning),
                !noPinning);
        try (StopSignal stop = StopSignal.listen()) {
            RunOutcome outcome =
                    new Driver(settings, new JmhForkRunner(flags), stop, Clock.systemUTC(), System.out).run();
            return conclude(settings, outcome, reader, out);
        }
    }

    private int conclude(RunSettings settings, RunOutcome outcome, EnvironmentReader reader, PrintWriter out) {
        RunFolder folder = settings.folder();
        RunRecord.writeEnd(settings, outcome.results(), reader);
        if (outcome.results().isEmpty()) {
            out.flush();
            String why = outcome.stopped()
                    ? "stopped before the first fork had ended"
                    : outcome.manifest().failures().get(0).reason();
            spec.commandLine().getErr().println("void run: nothing was measured (" + why + "); see " + folder.log());
            return ExitCodes.BAD;
        }
        String noLink = folder.linkLatest();
        if (noLink != null) {
            out.println("note: " + noLink);
        }
        Report report = Conclusion.print(folder.root(), out);
        int failures = outcome.manifest().failures().size();
        if (failures > 0) {
            out.println("note: what JMH said of failed forks is in " + folder.log());
        }
        out.println("report: " + report.file());
        out.flush();
        boolean found = report.hasViolations() || outcome.violations() > 0 || failures > 0;
        return found ? ExitCodes.FOUND : ExitCodes.GOOD;
    }
}
