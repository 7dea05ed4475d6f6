package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BackendCatalog;
import dev.spinlab.bench.driver.RunFolder;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.bench.gate.timed.TimedGates;
import dev.spinlab.results.gate.timed.GateConsole;
import dev.spinlab.results.gate.timed.GateFile;
import dev.spinlab.results.gate.timed.Status;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private HistoryOption history = new HistoryOption();

    @Mixin
    private RowOptions rows = new RowOptions();

    @Mixin
    private MeasuringOptions measuring = new MeasuringOptions();

    GateTimedCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        long chosenSeed = measuring.seed();
        Status.OnUndecided onUndecided = UndecidedOption.parse(undecided);
        history.checkTimed(planted);
        TimedGates.Order order = new TimedGates.Order(
                base,
                head,
                TimeOption.parse("--budget", budget),
                PercentOption.margin(margin),
                rows.backends(),
                rows.workloads(),
                planted(),
                chosenSeed);
        EnvironmentReader reader = EnvironmentReader.ofThisMachine();
        out.println("gate timed: " + base + " against " + (head == null ? "this build" : head) + ", budget " + budget
                + ", margin " + margin + ", seed " + chosenSeed);
        out.flush();
        TimedGates gates = TimedGates.prepare(order, reader, MeasuringOptions.progress(out));
        RunFolder folder = measuring.folder("gate");
        out.println("  results: " + folder.root());
        out.flush();
        try (StopSignal stop = StopSignal.listen()) {
            GateFile.Stored gate = gates.run(folder.root(), stop);
            out.print(GateConsole.of(gate.data(), gate.verdict(), CommandLine.Help.Ansi.AUTO.enabled()));
            List<String> notes = gates.notes(gate.verdict().status());
            notes.forEach(out::println);
            TimedGates.write(gate, folder.root(), notes, onUndecided);
            out.flush();
            history.append(gate, head == null, reader, out);
            return gate.verdict().status().exitCode(onUndecided);
        }
    }

    private Map<String, Double> planted() {
        Map<String, Double> shares = new HashMap<>();
        for (String text : planted) {
            int equals = text.indexOf('=') + 1;
            String id = text.substring(0, Math.max(0, equals - 1));
            double share = PercentOption.parse("--plant " + text.substring(0, equals), text.substring(equals));
            BackendCatalog.require("--plant ", id, BackendCatalog.all());
            shares.put(id, share);
        }
        return shares;
    }
}
