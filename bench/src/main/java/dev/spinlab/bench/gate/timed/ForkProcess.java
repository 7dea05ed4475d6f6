package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.JmhFile;
import dev.spinlab.results.run.JmhResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A JVM that runs plain JMH, unforked, since it is a fork itself: so any build can be measured that has the benchmark, and
 * JMH's own process is not paid for twice.
 */
public final class ForkProcess {
    private static final Duration HUNG = Duration.ofSeconds(60);

    private final List<String> prefix;
    private final Path folder;

    /**
     * Makes the runner of forks.
     *
     * @param folder for JMH's result and output, which the next fork overwrites
     */
    public ForkProcess(Path folder) {
        this(List.of(), folder);
    }

    /** The same, with a program before the JVM that starts it in its own way. */
    ForkProcess(List<String> prefix, Path folder) {
        this.prefix = List.copyOf(prefix);
        this.folder = folder;
    }

    /**
     * Runs one fork.
     *
     * @param flags its JVM flags
     * @param jar the build
     * @param benchmark JMH's name of the benchmark method
     * @param arguments further arguments of JMH
     * @param expected what it is expected to take; it is killed if it takes far longer
     * @return JMH's result, of one fork
     * @throws ForkFailedException if it fails or hangs; the message is one line
     */
    public JmhResult run(List<String> flags, Path jar, String benchmark, List<String> arguments, Duration expected)
            throws ForkFailedException {
        Path json = folder.resolve("fork.json");
        List<String> command = java(flags);
        command.addAll(List.of("-cp", jar.toString(), JvmFlags.MAIN, "jmh"));
        command.addAll(jmh(benchmark));
        command.addAll(List.of("-rff", json.toString()));
        command.addAll(arguments);
        return run(command, expected, List.of(json)).get(0);
    }

    /** The beginning of a command: the JVM with its flags. */
    List<String> java(List<String> flags) {
        List<String> command = new ArrayList<>(prefix);
        command.add(JvmFlags.program());
        command.addAll(flags);
        command.add("-Dspinlab.notices=off");
        return command;
    }

    /** JMH's arguments that no fork goes without, but for the result file. */
    static List<String> jmh(String benchmark) {
        return List.of("^" + Pattern.quote(benchmark) + "$", "-f", "0", "-foe", "true", "-rf", "json");
    }

    /**
     * Runs a JVM that writes results.
     *
     * @param command the whole command
     * @param expected what it is expected to take; it is killed if it takes far longer
     * @param files the result files that it is to write, each of one fork
     * @return the results, in the order of the files
     * @throws ForkFailedException if it fails or hangs; the message is one line
     */
    List<JmhResult> run(List<String> command, Duration expected, List<Path> files) throws ForkFailedException {
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

    /** The first line of JMH's output that names an exception or an error. */
    private static String cause(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("Exception") || line.startsWith("ERROR") || line.startsWith("Error"))
                .findFirst()
                .map(String::strip)
                .orElse("it ended without a result; see " + log);
    }
}
