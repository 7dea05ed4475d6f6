package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.Timing;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.harness.SpinlabProfiler;
import dev.spinlab.results.gate.timed.Block;
import dev.spinlab.results.run.JmhResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One JVM of one arm, with the measures that JMH does not know. */
public final class ArmFork implements Forks, Pairs {
    /** JMH would refuse to run beside another JMH. */
    private static final String OTHERS_RUN = "-Djmh.ignoreLock=true";

    private final List<String> flags;
    private final Path folder;
    private final ForkProcess process;

    /**
     * Makes the runner of forks.
     *
     * @param flags JVM flags of every fork
     * @param folder for JMH's result and output, which the next fork overwrites
     */
    public ArmFork(List<String> flags, Path folder) {
        this(flags, folder, new ForkProcess(folder));
    }

    /** The same, by a runner of processes. */
    ArmFork(List<String> flags, Path folder, ForkProcess process) {
        this.flags = List.copyOf(flags);
        this.folder = folder;
        this.process = process;
    }

    /**
     * A runner of forks that have one CPU only, compiler and all.
     *
     * @param cpu the CPU
     * @param own for its result and output
     * @return the runner
     */
    ArmFork on(int cpu, Path own) {
        List<String> narrow = new ArrayList<>(flags);
        narrow.addAll(List.of("-XX:ActiveProcessorCount=1", OTHERS_RUN));
        List<String> prefix = List.of("taskset", "-c", Integer.toString(cpu));
        return new ArmFork(narrow, own, new ForkProcess(prefix, own));
    }

    @Override
    public JmhResult run(Path jar, Trial trial, OptionalDouble planted) throws ForkFailedException {
        return process.run(
                flags(trial, planted),
                jar,
                trial.measured().workload().benchmark(),
                argumentsOfOne(trial),
                TimedPlan.timing(trial.measured()).perFork(trial.measured()));
    }

    @Override
    public List<JmhResult> run(Trial trial, Side first, Side second) throws ArmFailedException {
        List<ForkProcess.Sharer> sharers = new ArrayList<>();
        for (Side side : List.of(first, second)) {
            List<String> all = flags(trial, Pairs.planted(side, first, second));
            all.addAll(List.of(OTHERS_RUN, "-Dspinlab.turns=on"));
            Path file = folder.resolve("fork-" + sharers.size() + ".json");
            String benchmark = trial.measured().workload().benchmark();
            sharers.add(new ForkProcess.Sharer(
                    side.arm(), process.command(all, side.jar(), benchmark, argumentsOfOne(trial), file), file));
        }
        Duration fork = TimedPlan.timing(trial.measured()).perFork(trial.measured());
        return process.inTurns(sharers, ForkProcess.HUNG.plus(fork));
    }

    /**
     * Runs one JVM that holds two builds, in turns.
     *
     * @param outer the build that runs first and last
     * @param inner the other one
     * @param trial what to measure
     * @return four results, in the order in which they ran
     * @throws ForkFailedException if it fails or hangs; the message is one line
     */
    List<JmhResult> runTwins(Path outer, Path inner, Trial trial) throws ForkFailedException {
        String prefixOfResults = folder.resolve("twins").toString();
        Timing timing = TimedPlan.timing(trial.measured());
        List<String> command = process.java(flags(trial, OptionalDouble.empty()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TwinFork.class.getName()));
        command.addAll(List.of(outer.toString(), inner.toString(), prefixOfResults));
        command.addAll(List.of(Integer.toString(timing.warmupIterations(trial.measured())), "1"));
        command.addAll(ForkProcess.jmh(trial.measured().workload().benchmark()));
        command.addAll(arguments(trial));
        List<Path> files = IntStream.range(0, Block.FORKS)
                .mapToObj(run -> Path.of(TwinFork.file(prefixOfResults, run)))
                .toList();
        return process.run(command, timing.perFork(trial.measured()).multipliedBy(Block.FORKS), files);
    }

    private List<String> flags(Trial trial, OptionalDouble planted) {
        boolean small = trial.measured().workload().defersNothing();
        List<String> all = new ArrayList<>(small ? JvmFlags.withSmallHeap(flags) : flags);
        planted.ifPresent(share -> all.add(String.format(Locale.ROOT, "-Dspinlab.planted=%.6f", share)));
        return all;
    }

    /** JMH's arguments for a fork of a trial. */
    private static List<String> argumentsOfOne(Trial trial) {
        Timing timing = TimedPlan.timing(trial.measured());
        List<String> arguments = arguments(trial);
        arguments.addAll(List.of("-wi", Integer.toString(timing.warmupIterations(trial.measured()))));
        return arguments;
    }

    /** JMH's arguments for a trial, but for the number of warm-up iterations. */
    private static List<String> arguments(Trial trial) {
        Timing timing = TimedPlan.timing(trial.measured());
        List<String> arguments = new ArrayList<>(List.of("-prof", SpinlabProfiler.class.getName()));
        arguments.addAll(List.of("-t", Integer.toString(trial.measured().threads())));
        if (timing.warmupIterations(trial.measured()) > 0) {
            arguments.addAll(List.of("-w", millis(timing.warmupIteration(trial.measured()))));
        }
        arguments.addAll(List.of("-i", Integer.toString(timing.iterations())));
        arguments.addAll(List.of("-r", millis(timing.iteration(trial.measured()))));
        Map<String, String> params = new TreeMap<>(trial.params());
        // Slow operations are too few for a sample, and two looks at the clock are nothing to them.
        params.put("latency", trial.measured().workload().leastIteration().isZero() ? "sampled" : "on");
        params.forEach((name, value) -> arguments.addAll(List.of("-p", name + "=" + value)));
        return arguments;
    }

    private static String millis(Duration time) {
        return time.toMillis() + "ms";
    }
}
