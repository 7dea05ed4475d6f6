package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.driver.Texts;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.peers.Peers;
import dev.spinlab.bench.peers.PeersTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares what Spinlab is made of with what a user would pick instead. */
@Command(
        name = "peers",
        description = "Compares Spinlab's locks, lists, storage and harness with what a user would pick instead.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "All values are of one run, in which forks of everything are interleaved in random order: ratios of the same round,",
            "with 95 %% intervals over the rounds. A question mark is behind what more rounds could turn: the interval holds the limit.",
            "Exit code 1 if a bar is missed."
        })
final class PeersCommand implements Callable<Integer> {
    private static final int LEAST_ROUNDS = 2;
    private static final int MOST_ROUNDS = 1000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "8",
            description = "forks of each benchmark, from 2 (default: ${DEFAULT-VALUE})")
    private int rounds = 8;

    @Option(
            names = "--jvm",
            paramLabel = "HOME",
            description =
                    "a JDK to measure with, a column each; may be given several times (default: the one that runs)")
    private List<Path> homes = new ArrayList<>();

    @Mixin
    private MeasuringOptions measuring = new MeasuringOptions();

    PeersCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (rounds < LEAST_ROUNDS || rounds > MOST_ROUNDS) {
            throw new BadInputException(
                    "--rounds " + rounds, "out of range", "give " + LEAST_ROUNDS + " to " + MOST_ROUNDS);
        }
        long seed = measuring.seed();
        Peers peers = Peers.prepare(homes, EnvironmentReader.ofThisMachine());
        Path folder = measuring.folder("peers").root();
        out.println("peers: " + rounds + " rounds, about " + Texts.duration(peers.expected(rounds)) + ", seed " + seed);
        out.println("  results: " + folder);
        out.flush();
        try (StopSignal stop = StopSignal.listen()) {
            PeersTable table = peers.run(rounds, seed, folder, stop, MeasuringOptions.progress(out));
            return conclude(table, out);
        }
    }

    /** Tells what was found, and returns the exit code for it. */
    static int conclude(PeersTable table, PrintWriter out) {
        out.println();
        out.print(table.text());
        out.println();
        out.println(table.missed() == 0 ? "every bar is met" : "bars missed: " + table.missed());
        out.flush();
        return table.missed() == 0 ? ExitCodes.GOOD : ExitCodes.FOUND;
    }
}
