package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.gate.timed.GateChart;
import dev.spinlab.results.gate.timed.GateData;
import dev.spinlab.results.gate.timed.GateData.Source;
import dev.spinlab.results.gate.timed.GateFile;
import dev.spinlab.results.gate.timed.GateJunit;
import dev.spinlab.results.gate.timed.GateMarkdown;
import dev.spinlab.results.gate.timed.GatePage;
import dev.spinlab.results.gate.timed.Settings;
import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.stat.BlockTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Sets up a timed gate, runs it and writes what it found. */
public final class TimedGates {
    /** Probability of a false alarm in a whole gate. */
    private static final double ALPHA = 0.01;

    /** Shares of the budget at which the rows are looked at. */
    private static final List<Double> LOOKS = List.of(0.4, 0.6, 0.8, 1.0);

    /** Extra work in the canary, in margins. */
    private static final double CANARY_MARGINS = 4;

    private static final String PLANTING = "dev/spinlab/bench/harness/PlantedOperation.class";
    private static final Path CACHE = Path.of("target", "gate");

    private final TimedPlan plan;
    private final Arms arms;
    private final GateData frame;
    private final List<String> flags;
    private final Consumer<String> out;

    private TimedGates(TimedPlan plan, Arms arms, GateData frame, List<String> flags, Consumer<String> out) {
        this.plan = plan;
        this.arms = arms;
        this.frame = frame;
        this.flags = flags;
        this.out = out;
    }

    /**
     * What is asked for.
     *
     * @param base commit or jar
     * @param head commit or jar, null for the running build
     * @param budget what the forks may take
     * @param margin a change that does not matter, as a share
     * @param backends only these, all if empty
     * @param workloads the plainest case of each; the default family if empty
     * @param planted shares of extra work in the head, by backend
     * @param seed seed of every order
     */
    public record Order(
            String base,
            @Nullable String head,
            Duration budget,
            double margin,
            List<String> backends,
            List<Workload> workloads,
            Map<String, Double> planted,
            long seed) {}

    /**
     * Checks what is asked for, and builds what has to be built.
     *
     * @param order what is asked for
     * @param reader the machine
     * @param out gets one line per step
     * @return the gate, ready to run
     * @throws BadInputException if it cannot run
     */
    public static TimedGates prepare(Order order, EnvironmentReader reader, Consumer<String> out) {
        int cpus = reader.allowedCpus().size();
        List<Trial> trials = Family.of(order.backends(), order.workloads(), cpus);
        order.planted().keySet().forEach(backend -> Family.requireRow("--plant ", backend, trials));
        Source base = source("--base", order.base(), out);
        Source head = order.head() == null ? RunningBuild.find("--head").source() : source("--head", order.head(), out);
        requirePlanting(order.base(), Path.of(base.jar()));
        Arms arms = new Arms(base, head, CANARY_MARGINS * order.margin(), order.planted());
        out.accept("base: " + base.ref() + " " + base.sha() + "; head: " + head.ref() + " " + head.sha());
        TimedPlan plan = new TimedPlan(trials, trials.get(0), TimedPlan.TIMING, order.budget(), order.seed());
        Settings settings = new Settings(
                BlockTest.Method.T,
                order.margin(),
                ALPHA,
                LOOKS,
                order.budget().toSeconds() + " s",
                Settings.Floors.USUAL);
        List<String> flags = JvmFlags.forThisJdk(cpus, reader.hugePages());
        GateData frame = new GateData(
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                order.seed(),
                settings,
                reader.cpu().model() + ", " + reader.system().release() + ", "
                        + reader.jvm(flags, false).version(),
                arms.sources(),
                trials.stream().map(TimedPlan::row).toList(),
                List.of());
        return new TimedGates(plan, arms, frame, flags, out);
    }

    /**
     * Runs the gate.
     *
     * @param folder for its files
     * @param stop tells when to stop early
     * @return the gate with its verdict
     * @throws BadInputException if a fork fails; what was measured until then is in the folder
     */
    public GateFile.Stored run(Path folder, StopSignal stop) {
        ArmFork forks = new ArmFork(flags, plan.timing(), folder);
        try {
            return new TimedGate(plan, arms, forks, frame, folder, stop, Clock.systemUTC(), out).run();
        } catch (ForkFailedException e) {
            throw new BadInputException(
                    "gate timed",
                    String.valueOf(e.getMessage()),
                    "see fork.log in " + folder + ", where what was measured is kept");
        }
    }

    /**
     * Writes a gate's outputs beside its raw data, and appends the Markdown to the job summary of GitHub Actions where there
     * is one.
     *
     * @param gate the gate
     * @param folder its folder
     * @param onUndecided what an undecided gate is taken for
     * @throws BadInputException if a file cannot be written
     */
    public static void write(GateFile.Stored gate, Path folder, Status.OnUndecided onUndecided) {
        String markdown = GateMarkdown.of(gate.data(), gate.verdict());
        Charts.Written chart = Charts.write(GateChart.of(gate.data(), gate.verdict()), folder);
        try {
            Files.writeString(folder.resolve("gate.md"), markdown);
            Files.writeString(folder.resolve("gate.xml"), GateJunit.of(gate.verdict(), onUndecided));
            Files.writeString(folder.resolve("gate.html"), GatePage.of(gate.data(), gate.verdict(), chart));
            String summary = System.getenv("GITHUB_STEP_SUMMARY");
            if (summary != null && !summary.isBlank()) {
                Files.writeString(Path.of(summary), markdown, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new BadInputException(
                    folder.toString(),
                    "an output cannot be written (" + e.getMessage() + ")",
                    "make room, or permit it");
        }
    }

    private static Source source(String option, String given, Consumer<String> out) {
        if (given.endsWith(".jar")) {
            Path jar = Path.of(given).toAbsolutePath().normalize();
            if (!Files.isRegularFile(jar)) {
                throw new BadInputException(option + " " + given, "no such file", "build it, or name a commit");
            }
            return new Source(given, "", jar.toString());
        }
        out.accept("building " + given);
        GitBuild.Built built = new GitBuild(Path.of("").toAbsolutePath(), CACHE.toAbsolutePath()).build(option, given);
        return new Source(given, built.sha(), built.jar().toString());
    }

    /** The canary is the base with a slowdown that the base itself plants. */
    private static void requirePlanting(String given, Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.getEntry(PLANTING) == null) {
                throw new BadInputException(
                        "--base " + given,
                        "it cannot have a slowdown planted, so nothing would show that the gate can fail",
                        "choose a newer commit");
            }
        } catch (IOException e) {
            throw new BadInputException("--base " + given, "not a jar (" + e.getMessage() + ")", "give benchmarks.jar");
        }
    }
}
