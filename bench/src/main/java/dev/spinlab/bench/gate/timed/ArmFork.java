package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.driver.Timing;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.harness.SpinlabProfiler;
import dev.spinlab.results.gate.timed.Block;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One JVM of one arm. It runs plain JMH, unforked, since it is a fork itself: so any build can be measured that has the
 * workload, and JMH's own process is not paid for twice.
 */
final class ArmFork implements Forks {
    private static final Duration HUNG = Duration.ofSeconds(60);

    private final List<String> prefix;
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
        this(List.of(), flags, timing, folder);
    }

    private ArmFork(List<String> prefix, List<String> flags, Timing timing, Path folder) {
        this.prefix = List.copyOf(prefix);
        this.flags = List.copyOf(flags);
        this.timing = timing;
        this.folder = folder;
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
        narrow.add("-XX:ActiveProcessorCount=1");
        return new ArmFork(List.of("taskset", "-c", Integer.toString(cpu)), narrow, timing, own);
    }

    @Override
    public JmhResult run(Path jar, Trial trial, double planted) throws ForkFailedException {
        Path json = folder.resolve("fork.json");
        List<String> command = java(planted);
        command.addAll(List.of("-cp", jar.toString(), JvmFlags.MAIN, "jmh"));
        command.addAll(jmh(trial));
        command.addAll(List.of("-wi", Integer.toString(timing.warmupIterations(trial.measured()))));
        command.addAll(List.of("-rff", json.toString()));
        return run(command, timing.perFork(trial.measured()), List.of(json)).get(0);
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
        List<String> command = java(0);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TwinFork.class.getName()));
        command.addAll(List.of(outer.toString(), inner.toString(), prefixOfResults));
        command.addAll(List.of(Integer.toString(timing.warmupIterations(trial.measured())), "1"));
        command.addAll(jmh(trial));
        List<Path> files = IntStream.range(0, Block.FORKS)
                .mapToObj(run -> Path.of(TwinFork.file(prefixOfResults, run)))
                .toList();
        return run(command, timing.perFork(trial.measured()).multipliedBy(Block.FORKS), files);
    }

    private List<JmhResult> run(List<String> command, Duration expected, List<Path> files) throws ForkFailedException {
        Path log = folder.resolve("fork.log");
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Duration limit = HUNG.plus(expected.multipliedBy(2));
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ForkFailedException("hung; killed after " + limit.toSeconds() + " s");
            }
            if (process.exitValue() != 0 || !files.stream().allMatch(Files::exists)) {
                throw new ForkFailedException(cause(log));
            }
            return files.stream().map(file -> JmhFile.read(file).get(0)).toList();
        } catch (IOException e) {
            throw new ForkFailedException("no JVM could be started: " + e.getMessage());
        } catch (BadRunException e) {
            throw new ForkFailedException(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ForkFailedException("interrupted");
        }
    }

    private List<String> java(double planted) {
        List<String> command = new ArrayList<>(prefix);
        command.add(JvmFlags.program());
        command.addAll(flags);
        command.add("-Dspinlab.notices=off");
        if (planted > 0) {
            command.add(String.format(Locale.ROOT, "-Dspinlab.planted=%.6f", planted));
        }
        return command;
    }

    /** JMH's arguments but the number of warm-up iterations and the result file. */
    private List<String> jmh(Trial trial) {
        List<String> arguments = new ArrayList<>();
        arguments.add("^" + Pattern.quote(trial.measured().workload().benchmark()) + "$");
        arguments.addAll(List.of("-f", "0", "-foe", "true", "-prof", SpinlabProfiler.class.getName(), "-rf", "json"));
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

    /** The first line of JMH's output that names an exception or an error. */
    private static String cause(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("Exception") || line.startsWith("ERROR") || line.startsWith("Error"))
                .findFirst()
                .map(String::strip)
                .orElse("it ended without a result; see " + log);
    }
}
