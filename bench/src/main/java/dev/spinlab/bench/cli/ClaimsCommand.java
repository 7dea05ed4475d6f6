package dev.spinlab.bench.cli;

import dev.spinlab.bench.claims.ClaimCases;
import dev.spinlab.bench.claims.ClaimsRun;
import dev.spinlab.bench.driver.Driver;
import dev.spinlab.bench.driver.ForkOrder;
import dev.spinlab.bench.driver.JmhForkRunner;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.Plan;
import dev.spinlab.bench.driver.RunFolder;
import dev.spinlab.bench.driver.RunOutcome;
import dev.spinlab.bench.driver.RunSettings;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.results.claims.Claims;
import dev.spinlab.results.claims.ClaimsFile;
import dev.spinlab.results.claims.ClaimsText;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts the claims of the sources to the test on this machine, and writes the claims table. */
@Command(
        name = "claims",
        description = "Tests each claim of the sources on this machine, and shows our figure beside the real kernel's.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Takes about two and a half minutes. The run's folder gets claims.json and claims.md; 'report' on it shows them.",
            "Ctrl-C keeps what has been tested.",
            "Exit code 1 if a claim does not hold, or could not be tested."
        })
final class ClaimsCommand implements Callable<Integer> {
    static final String MARKDOWN = "claims.md";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "seed of the order of forks (default: a new one, printed)")
    private @Nullable Long seed;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "results/runs",
            description = "folder that gets the run's folder (default: ${DEFAULT-VALUE})")
    private Path output = Path.of("results/runs");

    ClaimsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        EnvironmentReader reader = EnvironmentReader.ofThisMachine();
        Plan plan = ClaimCases.plan();
        long chosenSeed = seed == null ? System.currentTimeMillis() : seed;
        Instant started = Clock.systemUTC().instant();
        RunFolder folder = RunFolder.create(output, started, plan.name());
        PlanText.lines(plan, ForkOrder.RANDOM, chosenSeed, false).forEach(out::println);
        out.println("  results: " + folder.root());
        out.flush();
        List<String> flags = JvmFlags.forThisJdk(reader.allowedCpus().size());
        RunSettings settings = new RunSettings(
                plan,
                ForkOrder.RANDOM,
                chosenSeed,
                RunRecord.command(spec, seed == null ? chosenSeed : null),
                folder,
                RunRecord.environment(reader, flags, true),
                true);
        try (StopSignal stop = StopSignal.listen()) {
            ClaimsRun run = new ClaimsRun(stop::requested, line -> {
                out.println(line);
                out.flush();
            });
            run.simulate();
            RunOutcome outcome =
                    new Driver(settings, new JmhForkRunner(flags), stop, Clock.systemUTC(), System.out).run();
            RunRecord.writeEnd(settings, outcome.results(), reader);
            boolean measured = !outcome.results().isEmpty();
            if (measured) {
                run.measured(outcome.results(), Measurements.of(RunDirectory.open(folder.root())));
            }
            Claims claims = new Claims(
                    Claims.SCHEMA,
                    started.truncatedTo(ChronoUnit.SECONDS).toString(),
                    chosenSeed,
                    settings.command(),
                    run.claims());
            write(folder.root(), claims);
            return conclude(folder, claims, measured, out);
        }
    }

    private static void write(Path folder, Claims claims) {
        ClaimsFile.write(folder, claims);
        Path markdown = folder.resolve(MARKDOWN);
        try {
            Files.writeString(markdown, ClaimsText.markdown(claims, ClaimsRun.count()));
        } catch (IOException e) {
            throw BadRunException.unwritable(markdown, e);
        }
    }

    private int conclude(RunFolder folder, Claims claims, boolean measured, PrintWriter out) {
        out.println();
        if (!measured) {
            out.print(ClaimsText.of(claims, ClaimsRun.count()));
            out.flush();
            spec.commandLine().getErr().println("void run: nothing was measured; see " + folder.log());
            return ExitCodes.BAD;
        }
        out.println("claims: " + ClaimsFile.in(folder.root()) + ", " + MARKDOWN + "; 'report " + folder.root()
                + "' shows them with the charts");
        out.println();
        out.print(ClaimsText.of(claims, ClaimsRun.count()));
        out.flush();
        return claims.holding() == ClaimsRun.count() ? ExitCodes.GOOD : ExitCodes.FOUND;
    }
}
