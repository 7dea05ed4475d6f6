package dev.spinlab.bench.cli;

import dev.spinlab.bench.claims.ClaimCases;
import dev.spinlab.bench.claims.ClaimsRun;
import dev.spinlab.bench.claims.KernelColumn;
import dev.spinlab.bench.driver.BadInputException;
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
import dev.spinlab.results.kernel.KernelFigures;
import dev.spinlab.results.measure.Measurements;
import dev.spinlab.results.report.ReportBuilder;
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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
            "Takes about two and a half minutes. Its folder gets claims.json, claims.md and a report with charts.",
            "A column shows this machine's own kernel if --kernel measures it, or if the run whose report is to show the",
            "claims has it measured already (command 'kernel'). Where it may not be measured, a line says why.",
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

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "folder of another run whose report is to show the claims too"
                    + " (default: results/latest if there is one)")
    private @Nullable Path into;

    @Option(
            names = "--kernel",
            description = "measure this machine's own kernel too, in ten seconds more (Linux, as root)")
    private boolean kernel;

    ClaimsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Path> others = others();
        EnvironmentReader reader = EnvironmentReader.ofThisMachine();
        Plan plan = ClaimCases.plan();
        long chosenSeed = seed == null ? System.currentTimeMillis() : seed;
        Instant started = Clock.systemUTC().instant();
        RunFolder folder = RunFolder.create(output, started, plan.name());
        PlanText.lines(plan, ForkOrder.RANDOM, chosenSeed, false).forEach(out::println);
        out.println("  results: " + folder.root());
        out.flush();
        List<String> flags = JvmFlags.forForks(reader);
        RunSettings settings = new RunSettings(
                plan,
                ForkOrder.RANDOM,
                chosenSeed,
                RunRecord.command(spec, seed == null ? chosenSeed : null),
                folder,
                RunRecord.environment(reader, flags, true),
                true);
        try (StopSignal stop = StopSignal.listen()) {
            Consumer<String> say = line -> {
                out.println(line);
                out.flush();
            };
            KernelBeside beside = new KernelBeside(stop::requested, say);
            Optional<KernelFigures> figures = kernel
                    ? beside.measure(settings.command())
                    : beside.find(others, settings.environment().system().release());
            ClaimsRun run = new ClaimsRun(stop::requested, say);
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
            if (figures.isPresent()) {
                claims = claims.beside(KernelColumn.of(figures.get()));
                KernelBeside.write(figures.get(), folder.root(), others);
            }
            write(folder.root(), claims);
            for (Path other : others) {
                write(other, claims);
            }
            return conclude(folder, others, claims, measured, out);
        }
    }

    /** The other run that gets the claims, if there is one. */
    private List<Path> others() {
        Path latest = Path.of("results/latest");
        Path other = into == null ? latest : into;
        if (Files.exists(RunDirectory.jmhFile(other))) {
            return List.of(other);
        }
        if (into == null) {
            return List.of();
        }
        throw new BadInputException("--into " + into, "not the folder of a run", "give one that holds jmh.json");
    }

    /** Writes the claims as a file for programs and one for people. */
    static void write(Path folder, Claims claims) {
        ClaimsFile.write(folder, claims);
        Path markdown = folder.resolve(MARKDOWN);
        try {
            Files.writeString(markdown, ClaimsText.markdown(claims, ClaimsRun.count()));
        } catch (IOException e) {
            throw BadRunException.unwritable(markdown, e);
        }
    }

    private int conclude(RunFolder folder, List<Path> others, Claims claims, boolean measured, PrintWriter out) {
        out.println();
        if (!measured) {
            out.print(ClaimsText.of(claims, ClaimsRun.count()));
            out.flush();
            spec.commandLine().getErr().println("void run: nothing was measured; see " + folder.log());
            return ExitCodes.BAD;
        }
        out.println("claims: " + ClaimsFile.in(folder.root()) + ", " + MARKDOWN);
        out.println("report: " + ReportBuilder.build(folder.root()).file());
        for (Path other : others) {
            out.println("report: " + ReportBuilder.build(other).file());
        }
        out.println();
        out.print(ClaimsText.of(claims, ClaimsRun.count()));
        out.flush();
        return claims.holding() == ClaimsRun.count() ? ExitCodes.GOOD : ExitCodes.FOUND;
    }
}
