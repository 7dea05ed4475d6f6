package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.gate.timed.ProofRun;
import dev.spinlab.bench.gate.timed.TimedPlan;
import dev.spinlab.results.gate.proof.Proof;
import dev.spinlab.results.gate.proof.ProofText;
import dev.spinlab.results.gate.proof.RecordedProof;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs many timed gates whose outcome is known beforehand. */
@Command(
        name = "prove",
        description = "Runs many timed gates of this build against itself, some with a planted slowdown, and counts.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "These are whole gates, one after the other, so it takes hours. It can be stopped at any time, and goes on with",
            "--continue and the same options and seed. 'gate calibrate' draws such gates from recorded rounds in minutes."
        })
final class GateProveCommand implements Callable<Integer> {
    private static final int MOST_GATES = 10_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--plain",
            paramLabel = "N",
            defaultValue = "40",
            description = "gates of the build against itself (default: ${DEFAULT-VALUE})")
    private int plain = 40;

    @Option(
            names = "--planted",
            paramLabel = "N",
            defaultValue = "20",
            description = "gates with a slowdown planted in one strategy, each in turn (default: ${DEFAULT-VALUE})")
    private int planted = 20;

    @Option(
            names = "--slowdown",
            paramLabel = "PERCENT",
            defaultValue = "10%",
            description = "that slowdown (default: 10%%)")
    private String slowdown = "10%";

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "what the forks of a gate may take (default: ${DEFAULT-VALUE})")
    private String budget = "5m";

    @Option(
            names = "--margin",
            paramLabel = "PERCENT",
            defaultValue = "5%",
            description = "a change that does not matter (default: 5%%)")
    private String margin = "5%";

    @Option(names = "--continue", paramLabel = "DIR", description = "go on with the gates of this folder")
    private @Nullable Path begun;

    @Mixin
    private MeasuringOptions measuring = new MeasuringOptions();

    GateProveCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        requireGates("--plain ", plain);
        requireGates("--planted ", planted);
        if (plain + planted == 0) {
            throw new BadInputException("--plain 0 --planted 0", "no gate at all", "ask for at least one");
        }
        long seed =
                begun != null && Proof.isIn(begun) ? Proof.read(begun).order().seed() : measuring.seed();
        Proof.Order order = new Proof.Order(
                plain,
                planted,
                PercentOption.parse("--slowdown ", slowdown),
                TimedPlan.backends(),
                TimeOption.parse("--budget", budget).toSeconds(),
                PercentOption.margin(margin),
                seed);
        if (begun != null && !Proof.isIn(begun)) {
            throw new BadInputException("--continue " + begun, "no " + Proof.FILE + " in it", "name its folder");
        }
        Path folder = begun == null ? measuring.folder("proof").root() : begun;
        out.println("gate prove: " + order.gates() + " gates of " + budget + ", margin " + margin + ", seed " + seed);
        out.println("  results: " + folder);
        out.flush();
        try (StopSignal stop = StopSignal.listen()) {
            ProofRun run = ProofRun.prepare(order, folder, EnvironmentReader.ofThisMachine(), stop, line -> {});
            Consumer<String> progress = MeasuringOptions.progress(out);
            Proof proof = run.run(stop, line -> {
                progress.accept(line);
                RecordedProof.write(folder);
            });
            if (proof.gates().isEmpty()) {
                throw new BadInputException("gate prove", "stopped before the first gate ended", "let it run longer");
            }
            out.print(ProofText.of(proof));
            out.println("recorded: " + folder.resolve(RecordedProof.FILE));
            out.flush();
        }
        return ExitCodes.GOOD;
    }

    private static void requireGates(String option, int gates) {
        if (gates < 0 || gates > MOST_GATES) {
            throw new BadInputException(option + gates, "out of range", "give 0 to " + MOST_GATES);
        }
    }
}
