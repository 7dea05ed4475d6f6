package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.StopSignal;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.gate.calibration.Calibration;
import dev.spinlab.results.gate.calibration.CalibrationFile;
import dev.spinlab.results.gate.calibration.CalibrationText;
import dev.spinlab.results.gate.timed.GateChart;
import dev.spinlab.results.gate.timed.GateData;
import dev.spinlab.results.gate.timed.GateData.Source;
import dev.spinlab.results.gate.timed.GateExports;
import dev.spinlab.results.gate.timed.GateFile;
import dev.spinlab.results.gate.timed.GateJunit;
import dev.spinlab.results.gate.timed.GateMarkdown;
import dev.spinlab.results.gate.timed.GatePage;
import dev.spinlab.results.gate.timed.Settings;
import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.stat.PairTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Sets up a timed gate, runs it and writes what it found. */
public final class TimedGates {
    /** Probability of a false alarm in a whole gate. */
    private static final double ALPHA = 0.01;

    /** Shares of the budget at which the rows are looked at. */
    private static final List<Double> LOOKS = List.of(0.4, 0.55, 0.7, 0.8, 0.9, 1.0);

    /** Extra work in the canary, in margins. */
    static final double CANARY_MARGINS = 4;

    private static final String NEWEST_ABILITY = "dev/spinlab/bench/harness/Turns.class";
    private static final Path CACHE = Path.of("target", "gate");
    private static final Path CALIBRATIONS = Path.of("results", "baseline", "calibration");

    private final TimedPlan plan;
    private final Arms arms;
    private final GateData frame;
    private final List<String> flags;
    private final Optional<Calibration> calibration;
    private final Consumer<String> out;

    private TimedGates(
            TimedPlan plan,
            Arms arms,
            GateData frame,
            List<String> flags,
            Optional<Calibration> calibration,
            Consumer<String> out) {
        this.calibration = calibration;
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
        requireAbility(order.base(), Path.of(base.jar()));
        Arms arms = new Arms(base, head, CANARY_MARGINS * order.margin(), order.planted());
        out.accept("base: " + base.ref() + " " + base.sha() + "; head: " + head.ref() + " " + head.sha());
        TimedPlan plan = TimedPlan.of(trials, order.budget(), order.seed());
        List<String> flags = JvmFlags.forGates(reader);
        GateData frame = frame(plan, arms, reader, flags, order.budget(), order.margin());
        Optional<Calibration> calibration = CalibrationFile.read(CALIBRATIONS, reader.fingerprint(flags));
        return new TimedGates(plan, arms, frame, flags, calibration, out);
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
        try {
            ArmFork forks = new ArmFork(flags, folder);
            return new TimedGate(plan, arms, forks, frame, folder, stop, Clock.systemUTC(), out).run();
        } catch (ForkFailedException e) {
            throw new BadInputException(
                    "gate timed",
                    String.valueOf(e.getMessage()),
                    "see fork-0.log and fork-1.log in " + folder + ", where what was measured is kept");
        }
    }

    /**
     * What a gate on this machine can see at all.
     *
     * @param status how this one ended
     * @return sentences
     */
    public List<String> notes(Status status) {
        if (calibration.isEmpty()) {
            return List.of("this machine is not calibrated: 'gate calibrate' finds out what a gate can see here");
        }
        List<String> notes = new ArrayList<>(
                CalibrationText.ofGate(calibration.get(), (double) plan.budget().toSeconds()));
        if (status == Status.UNDECIDED) {
            notes.add(CalibrationText.remedy(calibration.get()));
        }
        return notes;
    }

    /**
     * Writes a gate's outputs beside its raw data, and appends the Markdown to the job summary of GitHub Actions where there
     * is one.
     *
     * @param gate the gate
     * @param folder its folder
     * @param notes what else is to be said to its readers
     * @param onUndecided what an undecided gate is taken for
     * @throws BadInputException if a file cannot be written
     */
    public static void write(GateFile.Stored gate, Path folder, List<String> notes, Status.OnUndecided onUndecided) {
        String markdown = GateMarkdown.of(gate.data(), gate.verdict(), notes);
        Charts.Written chart = Charts.write(GateChart.of(gate.data(), gate.verdict()), folder);
        GateExports.write(gate.data(), folder);
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

    /** A gate's record without blocks. */
    static GateData frame(
            TimedPlan plan, Arms arms, EnvironmentReader reader, List<String> flags, Duration budget, double margin) {
        Settings settings = new Settings(
                PairTest.Method.MODERATED_YUEN, margin, ALPHA, LOOKS, budget.toSeconds() + " s", Settings.Floors.USUAL);
        return new GateData(
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                plan.seed(),
                settings,
                inWords(reader, flags),
                arms.sources(),
                plan.trials().stream().map(TimedPlan::row).toList(),
                List.of(),
                List.of());
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

    /** A machine in words, for those who read what was measured there. */
    static String inWords(EnvironmentReader reader, List<String> flags) {
        return reader.cpu().model() + ", " + reader.system().release() + ", "
                + reader.jvm(flags, false).version();
    }

    /** The canary is the base with a slowdown that the base itself plants; what came last into the harness came after that. */
    private static void requireAbility(String given, Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.getEntry(NEWEST_ABILITY) == null) {
                throw new BadInputException(
                        "--base " + given,
                        "its forks cannot do all that the gate asks: plant a slowdown, measure in turns",
                        "choose a newer commit");
            }
        } catch (IOException e) {
            throw new BadInputException("--base " + given, "not a jar (" + e.getMessage() + ")", "give benchmarks.jar");
        }
    }
}
