package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.Timing;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.run.JmhResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One JVM of one arm, with the measures that JMH does not know. */
public final class ArmFork implements Forks {
    private static final String PROFILER = "dev.spinlab.bench.harness.SpinlabProfiler";

    private final List<String> flags;
    private final Timing timing;
    private final ForkProcess process;

    /**
     * Makes the runner of forks.
     *
     * @param flags JVM flags of every fork
     * @param timing warm-up and iterations; its number of forks is not looked at
     * @param folder for JMH's result and output, which the next fork overwrites
     */
    public ArmFork(List<String> flags, Timing timing, Path folder) {
        this.flags = List.copyOf(flags);
        this.timing = timing;
        process = new ForkProcess(folder);
    }

    @Override
    public JmhResult run(Path jar, Trial trial, double planted) throws ForkFailedException {
        List<String> all = new ArrayList<>(flags);
        if (planted > 0) {
            all.add(String.format(Locale.ROOT, "-Dspinlab.planted=%.6f", planted));
        }
        return process.run(
                all, jar, trial.measured().workload().benchmark(), arguments(trial), timing.perFork(trial.measured()));
    }

    private List<String> arguments(Trial trial) {
        int warmups = timing.warmupIterations(trial.measured());
        List<String> arguments = new ArrayList<>(List.of("-prof", PROFILER));
        arguments.addAll(List.of("-t", Integer.toString(trial.measured().threads())));
        arguments.addAll(List.of("-wi", Integer.toString(warmups)));
        if (warmups > 0) {
            arguments.addAll(List.of("-w", millis(timing.warmupIteration(trial.measured()))));
        }
        arguments.addAll(List.of("-i", Integer.toString(timing.iterations())));
        arguments.addAll(List.of("-r", millis(timing.iteration(trial.measured()))));
        trial.params().forEach((name, value) -> arguments.addAll(List.of("-p", name + "=" + value)));
        return arguments;
    }

    private static String millis(Duration time) {
        return time.toMillis() + "ms";
    }
}
