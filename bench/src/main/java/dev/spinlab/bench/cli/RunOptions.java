package dev.spinlab.bench.cli;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.Dimension;
import dev.spinlab.bench.driver.InterruptLevel;
import dev.spinlab.bench.driver.Narrowing;
import dev.spinlab.bench.driver.Profile;
import dev.spinlab.bench.driver.Timing;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.machine.Preemption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose cases and times. */
final class RunOptions {
    private static final int MAX_CPUS = 4096;
    private static final int MAX_TASKS = 4096;
    private static final int MAX_FORKS = 10_000;
    private static final String CONTROLS = "controls";
    private static final String REALTIME = "realtime";
    private static final String USUAL_PERIOD = "100us";
    private static final String REFERENCE = "reference";
    private static final Pattern TIME = Pattern.compile("(\\d{1,7})\\s*(ms|s)?");

    @Option(
            names = "--profile",
            paramLabel = "quick|full",
            defaultValue = "quick",
            description = "cases and times (default: ${DEFAULT-VALUE})")
    private String profile = "quick";

    @Option(
            names = "--backend",
            split = ",",
            paramLabel = "ID",
            description = "only these backends; repeat or separate by commas")
    private List<String> backends = new ArrayList<>();

    @Option(
            names = "--workload",
            split = ",",
            paramLabel = "ID",
            description = "only these workloads; cases the profile lacks are made")
    private List<String> workloads = new ArrayList<>();

    @Option(names = "--cpus", split = ",", paramLabel = "N", description = "only cases on so many CPUs")
    private List<String> cpus = new ArrayList<>();

    @Option(names = "--tasks", split = ",", paramLabel = "N", description = "only cases with so many tasks per CPU")
    private List<String> tasks = new ArrayList<>();

    @Option(
            names = "--preemption",
            split = ",",
            paramLabel = "none|full",
            description = "only cases with this preemption model")
    private List<String> preemptions = new ArrayList<>();

    @Option(
            names = "--interrupts",
            split = ",",
            paramLabel = "none|hardirq|nmi|realtime",
            description = "only cases with interrupts of this level; realtime: from real-time threads, every 100us"
                    + " unless --period says otherwise")
    private List<String> interrupts = new ArrayList<>();

    @Option(names = "--latency", paramLabel = "on|off", description = "only latency trials, or none of them")
    private @Nullable String latency;

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(
            names = "--with",
            split = ",",
            paramLabel = "controls,reference",
            description =
                    "add the backends that are broken on purpose, or what a Java program would use instead, or both")
    private List<String> with = new ArrayList<>();

    @Option(names = "--forks", paramLabel = "N", description = "JVMs per case and backend")
    private @Nullable String forks;

    @Option(
            names = "--warmup-time",
            paramLabel = "TIME",
            description = "warm-up per fork, for example 300ms; twice that on several CPUs; 0 for none")
    private @Nullable String warmupTime;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "length of a measured iteration, for example 175ms or 1s")
    private @Nullable String time;

    @Option(names = "--iterations", paramLabel = "N", description = "measured iterations per fork")
    private @Nullable String iterations;

    RunOptions() {}

    /**
     * The profile.
     *
     * @return the one asked for
     * @throws BadInputException if there is none of that name
     */
    Profile profile() {
        return Profile.of(profile);
    }

    /**
     * The part of the profile.
     *
     * @return what was asked for
     * @throws BadInputException if an option makes no sense
     */
    Narrowing narrowing() {
        Map<Dimension, List<String>> dimensions = load.dimensions();
        List<Workload> chosen = workloads.stream().map(Workload::of).toList();
        if (interrupts.contains(REALTIME)) {
            if (dimensions.getOrDefault(Dimension.PERIOD, List.of()).isEmpty()) {
                dimensions.put(Dimension.PERIOD, List.of(Dimension.PERIOD.parse(USUAL_PERIOD)));
            }
            if (chosen.isEmpty()) {
                // No profile has such cases; named workloads have theirs made.
                chosen = Arrays.stream(Workload.values())
                        .filter(Workload::interrupted)
                        .toList();
            }
        }
        return new Narrowing(
                backends,
                chosen,
                numbers("--cpus", cpus, MAX_CPUS),
                numbers("--tasks", tasks, MAX_TASKS),
                preemptions.stream().map(RunOptions::preemption).toList(),
                interrupts.stream()
                        .filter(word -> !word.equals(REALTIME))
                        .map(InterruptLevel::of)
                        .toList(),
                choice("--latency", latency, Map.of("on", true, "off", false)),
                added().contains(CONTROLS),
                added().contains(REFERENCE),
                dimensions);
    }

    private List<String> added() {
        for (String kind : with) {
            if (!kind.equals(CONTROLS) && !kind.equals(REFERENCE)) {
                throw new BadInputException("--with " + kind, "not understood", "known: controls, reference");
            }
        }
        return with;
    }

    /**
     * Forks and times.
     *
     * @return the profile's, with what was asked for put in
     * @throws BadInputException if an option makes no sense
     */
    Timing timing() {
        Timing base = profile().timing();
        Duration iteration = time == null ? base.iteration() : duration("--time", time);
        if (iteration.isZero()) {
            throw new BadInputException("--time " + time, "nothing can be measured in no time", "give at least 1ms");
        }
        return new Timing(
                forks == null ? base.forks() : number("--forks", forks, MAX_FORKS),
                warmupTime == null ? base.warmup() : duration("--warmup-time", warmupTime),
                iterations == null ? base.iterations() : number("--iterations", iterations, MAX_FORKS),
                iteration);
    }

    private static List<Integer> numbers(String option, List<String> texts, int greatest) {
        return texts.stream().map(text -> number(option, text, greatest)).toList();
    }

    private static int number(String option, String text, int greatest) {
        if (text.matches("\\d{1,9}")) {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= greatest) {
                return value;
            }
        }
        throw new BadInputException(option + " " + text, "not a number from 1 to " + greatest, "give a whole number");
    }

    private static Duration duration(String option, String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            throw new BadInputException(option + " " + text, "not a time", "write it as 250ms or 1s");
        }
        long value = Long.parseLong(matcher.group(1));
        return "s".equals(matcher.group(2)) ? Duration.ofSeconds(value) : Duration.ofMillis(value);
    }

    private static Preemption preemption(String text) {
        for (Preemption candidate : Preemption.values()) {
            if (candidate.id().equals(text)) {
                return candidate;
            }
        }
        throw new BadInputException("--preemption " + text, "no such model", "known: none, full");
    }

    private static @Nullable Boolean choice(String option, @Nullable String text, Map<String, Boolean> known) {
        if (text == null) {
            return null;
        }
        Boolean chosen = known.get(text);
        if (chosen == null) {
            throw new BadInputException(
                    option + " " + text,
                    "not understood",
                    "known: "
                            + String.join(", ", known.keySet().stream().sorted().toList()));
        }
        return chosen;
    }
}
