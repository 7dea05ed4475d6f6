package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.Timing;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.JmhFile;
import dev.spinlab.results.run.JmhResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One JVM of one arm. It runs plain JMH, unforked, since it is a fork itself: so any build can be measured that has the
 * workload, and JMH's own process is not paid for twice.
 */
final class ArmFork implements Forks {
    private static final String MAIN = "dev.spinlab.bench.cli.Main";
    private static final String PROFILER = "dev.spinlab.bench.harness.SpinlabProfiler";
    private static final Duration HUNG = Duration.ofSeconds(60);

    private final List<String> flags;
    private final Timing timing;
    private final Path folder;

    /**
     * Makes the runner of forks.
     *
     * @param flags JVM flags of every fork
     * @param timing warm-up and iterations; its number of forks is not looked at
     * @param folder for JMH's result and output, which the next fork overwrites
     */
    ArmFork(List<String> flags, Timing timing, Path folder) {
        this.flags = List.copyOf(flags);
        this.timing = timing;
        this.folder = folder;
    }

    @Override
    public JmhResult run(Path jar, Trial trial, double planted) throws ForkFailedException {
        Path json = folder.resolve("fork.json");
        Path log = folder.resolve("fork.log");
        try {
            Files.deleteIfExists(json);
            Process process = new ProcessBuilder(command(jar, trial, planted, json))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Duration limit = HUNG.plus(timing.perFork(trial.measured()).multipliedBy(2));
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ForkFailedException("hung; killed after " + limit.toSeconds() + " s");
            }
            if (process.exitValue() != 0 || !Files.exists(json)) {
                throw new ForkFailedException(cause(log));
            }
            return JmhFile.read(json).get(0);
        } catch (IOException e) {
            throw new ForkFailedException("no JVM could be started: " + e.getMessage());
        } catch (BadRunException e) {
            throw new ForkFailedException(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ForkFailedException("interrupted");
        }
    }

    private List<String> command(Path jar, Trial trial, double planted, Path json) {
        int warmups = timing.warmupIterations(trial.measured());
        List<String> command = new ArrayList<>();
        command.add(JvmFlags.program());
        command.addAll(flags);
        command.add("-Dspinlab.notices=off");
        if (planted > 0) {
            command.add(String.format(Locale.ROOT, "-Dspinlab.planted=%.6f", planted));
        }
        command.addAll(List.of("-cp", jar.toString(), MAIN, "jmh"));
        command.add("^" + Pattern.quote(trial.measured().workload().benchmark()) + "$");
        command.addAll(List.of("-f", "0", "-foe", "true", "-prof", PROFILER, "-rf", "json", "-rff", json.toString()));
        command.addAll(List.of("-t", Integer.toString(trial.measured().threads())));
        command.addAll(List.of("-wi", Integer.toString(warmups)));
        if (warmups > 0) {
            command.addAll(List.of("-w", millis(timing.warmupIteration(trial.measured()))));
        }
        command.addAll(List.of("-i", Integer.toString(timing.iterations())));
        command.addAll(List.of("-r", millis(timing.iteration(trial.measured()))));
        trial.params().forEach((name, value) -> command.addAll(List.of("-p", name + "=" + value)));
        return command;
    }

    private static String millis(Duration time) {
        return time.toMillis() + "ms";
    }

    /** The first line of JMH's output that names an exception or an error. */
    private static String cause(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("Exception") || line.startsWith("ERROR") || line.startsWith("Error"))
                .findFirst()
                .map(String::strip)
                .orElse("it ended without a result; see " + log);
    }
}
