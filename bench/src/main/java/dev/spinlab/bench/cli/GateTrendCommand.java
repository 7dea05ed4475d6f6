package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.gate.history.EDivisive;
import dev.spinlab.results.gate.history.ExactTrend;
import dev.spinlab.results.gate.history.History;
import dev.spinlab.results.gate.history.HistoryFile;
import dev.spinlab.results.gate.history.TrendChart;
import dev.spinlab.results.gate.history.TrendFinder;
import dev.spinlab.results.gate.history.TrendText;
import dev.spinlab.results.gate.history.Trends;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds changes in the history of gates. */
@Command(
        name = "trend",
        description = "Finds the gates at which a row became slower or faster, in what the gates added by --history.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "A creep of half a percent a week passes every gate and is seen only here. Times are searched on one machine",
            "at a time, by E-divisive means with a permutation test: of histories without a change at most 1 %% show one,",
            "over all rows together, which takes some ten to twenty gates. Exact figures do not scatter: every difference",
            "is a change. Before and after are medians; base is what that gate's base took: if it lies near the new",
            "values as well, the machine has changed and not the code.",
            "Lines that cannot be read are named and left out; void gates are never added.",
            "Exit code 0 if nothing became worse, or if it did and --since was not given; 1 if something became worse",
            "since then; 2 for bad input; 3 if there are too few gates to look for a change in."
        })
final class GateTrendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "results/" + HistoryFile.NAME,
            description = "the history (default: ${DEFAULT-VALUE})")
    private Path file = Path.of("");

    @Option(
            names = "--since",
            paramLabel = "REF|TIME",
            description =
                    "a change for the worse that is newer than the last gate of this commit, or than this time, is red"
                            + " (default: none is, they are only shown)")
    private @Nullable String since;

    @Option(
            names = "--machine",
            paramLabel = "ID",
            description = "whose times to search, by its fingerprint (default: that of the latest timed gate)")
    private @Nullable String machine;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "results/runs/trend",
            description = "folder that gets the charts as SVG and PNG (default: ${DEFAULT-VALUE})")
    private Path output = Path.of("");

    GateTrendCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        History history = HistoryFile.read(file);
        Instant from = since == null ? null : TrendSince.of(since, history);
        history.warnings().forEach(warning -> out.println("note: " + warning));
        List<Trends> found = found(history);
        if (found.isEmpty()) {
            out.println(file + ": no gate yet; let gates add to it by --history");
        }
        long worse = 0;
        for (Trends trends : found) {
            out.println(TrendText.of(trends, from));
            draw(trends, out);
            worse += from == null ? 0 : trends.worseSince(from);
        }
        if (from != null) {
            out.println(worse + (worse == 1 ? " change" : " changes") + " for the worse since " + from);
        }
        out.flush();
        if (worse > 0) {
            return ExitCodes.FOUND;
        }
        return found.isEmpty() || !found.stream().allMatch(Trends::searched) ? ExitCodes.UNDECIDED : ExitCodes.GOOD;
    }

    /** The trends of the gates that are in the history. */
    private List<Trends> found(History history) {
        List<Trends> found = new ArrayList<>();
        List<String> machines = TrendFinder.machines(history);
        if (machine != null && !machines.contains(machine)) {
            throw new BadInputException(
                    "--machine " + machine,
                    "the history has no gate of it",
                    machines.isEmpty()
                            ? "let 'gate timed --history' add one"
                            : "known: " + String.join(", ", machines));
        }
        if (!machines.isEmpty()) {
            String searched = machine == null ? machines.get(machines.size() - 1) : machine;
            found.add(TrendFinder.find(history, searched, EDivisive.Settings.DEFAULT));
        }
        Trends exact = ExactTrend.find(history);
        if (exact.gates() > 0) {
            found.add(exact);
        }
        return found;
    }

    private void draw(Trends trends, PrintWriter out) {
        Charts.Written written = TrendChart.write(trends, output);
        written.files()
                .forEach(drawn -> out.println("  " + drawn.toAbsolutePath().normalize()));
        if (!written.files().isEmpty()) {
            out.println();
        }
    }
}
