package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BackendCatalog;
import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.RunFolder;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.gate.timed.TimedGates;
import dev.spinlab.results.gate.timed.GateConsole;
import dev.spinlab.results.gate.timed.GateFile;
import dev.spinlab.results.gate.timed.Status;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures two builds against each other. */
@Command(
        name = "timed",
        description = "Measures a build against another one on this machine, fork by fork in turns.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Each row ends as regressed, equivalent within the margin, or undecided: never as the same for lack of data.",
            "Every gate measures the base against itself as well, and against itself with a planted slowdown; if the first",
            "seems to differ, or the second is missed, the gate is void.",
            "Exit code 1 if a row regressed, 2 if the gate is void or could not run, 3 if it is undecided."
        })
final class GateTimedCommand implements Callable<Integer> {
    private static final Pattern TIME = Pattern.compile("(\\d{1,5})(s|m|h)");
    private static final Pattern PLANTED = Pattern.compile("([a-z0-9-]+)=(\\d{1,2}(?:\\.\\d{1,3})?)%");

    /** The canary has four times as much, and at most all of the work once more. */
    private static final double MOST_MARGIN = 0.25;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--base",
            required = true,
            paramLabel = "REF|JAR",
            description = "what to compare with: a commit, which is built outside the checkout, or a jar")
    private String base = "";

    @Option(names = "--head", paramLabel = "REF|JAR", description = "what to gate (default: this build)")
    private @Nullable String head;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "what the forks may take (default: ${DEFAULT-VALUE})")
    private String budget = "5m";

    @Option(
            names = "--margin",
            paramLabel = "PERCENT",
            defaultValue = "5%",
            description = "a change that does not matter (default: 5%%)")
    private String margin = "5%";

    @Option(
            names = "--backend",
            split = ",",
            paramLabel = "ID",
            description = "only rows of these backends; repeat or separate by commas")
    private List<String> backends = new ArrayList<>();

    @Option(
            names = "--workload",
            split = ",",
            paramLabel = "ID",
            description = "rows of these workloads (default: create-delete, lookup-hit, lock-unlock)")
    private List<String> workloads = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "seed of the order (default: a new one, printed)")
    private @Nullable Long seed;

    @Option(
            names = "--undecided",
            paramLabel = "report|pass|fail",
            defaultValue = "report",
            description = "what an undecided gate ends with: exit code 3, 0 or 1 (default: ${DEFAULT-VALUE})")
    private String undecided = "report";

    @Option(
            names = "--plant",
            split = ",",
            paramLabel = "BACKEND=PERCENT",
            description = "plant so much extra work into a backend of the head, to see that the gate finds it")
    private List<String> planted = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "results/runs",
            description = "folder that gets the gate's folder (default: ${DEFAULT-VALUE})")
    private Path output = Path.of("results/runs");

    GateTimedCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        long chosenSeed = seed == null ? System.currentTimeMillis() : seed;
        Status.OnUndecided onUndecided = GateOptions.onUndecided(undecided);
        backends.forEach(id -> BackendCatalog.require("--backend ", id, BackendCatalog.all()));
        double share = GateOptions.percent("--margin", margin);
        if (share > MOST_MARGIN) {
            throw new BadInputException("--margin " + margin, "more than the canary could exceed", "give at most 25%");
        }
        TimedGates.Order order = new TimedGates.Order(
                base,
                head,
                duration(),
                share,
                backends,
                workloads.stream().map(Workload::of).toList(),
                planted(),
                chosenSeed);
        EnvironmentReader reader = EnvironmentReader.ofThisMachine();
        out.println("gate timed: " + base + " against " + (head == null ? "this build" : head) + ", budget " + budget
                + ", margin " + margin + ", seed " + chosenSeed);
        out.flush();
        TimedGates gates = TimedGates.prepare(order, reader, line -> {
            out.println("  " + line);
            out.flush();
        });
        RunFolder folder = RunFolder.create(output, Clock.systemUTC().instant(), "gate");
        out.println("  results: " + folder.root());
        out.flush();
        try (StopSignal stop = StopSignal.listen()) {
            GateFile.Stored gate = gates.run(folder.root(), stop);
            out.print(GateConsole.of(gate.data(), gate.verdict(), CommandLine.Help.Ansi.AUTO.enabled()));
            TimedGates.write(gate, folder.root(), onUndecided);
            out.flush();
            return gate.verdict().status().exitCode(onUndecided);
        }
    }

    private Duration duration() {
        Matcher matcher = TIME.matcher(budget);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new BadInputException("--budget " + budget, "not a time", "give for example 90s or 5m");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private Map<String, Double> planted() {
        Map<String, Double> shares = new HashMap<>();
        for (String text : planted) {
            Matcher matcher = PLANTED.matcher(text);
            double share = GateOptions.percent("--plant", text, matcher, 2);
            BackendCatalog.require("--plant ", matcher.group(1), BackendCatalog.all());
            shares.put(matcher.group(1), share);
        }
        return shares;
    }
}
