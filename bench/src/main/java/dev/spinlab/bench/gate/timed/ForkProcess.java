package dev.spinlab.bench.gate.timed;

import dev.spinlab.bench.driver.ForkFailedException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.results.gate.timed.Arm;
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
    static final Duration HUNG = Duration.ofSeconds(60);

    private final List<String> prefix;
    private final String program;
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
        this(prefix, JvmFlags.program(), folder);
    }

    private ForkProcess(List<String> prefix, String program, Path folder) {
        this.prefix = List.copyOf(prefix);
        this.program = program;
        this.folder = folder;
    }

    /**
     * Makes the runner of forks on some JDK.
     *
     * @param program its {@code java}
     * @param folder for JMH's result and output, which the next fork overwrites
     * @return the runner
     */
    public static ForkProcess with(Path program, Path folder) {
        return new ForkProcess(List.of(), program.toString(), folder);
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
        return run(command(flags, jar, benchmark, arguments, json), expected, List.of(json))
                .get(0);
    }

    /** The whole command of a fork that writes its result into a file. */
    List<String> command(List<String> flags, Path jar, String benchmark, List<String> arguments, Path json) {
        List<String> command = java(flags);
        command.addAll(List.of("-cp", jar.toString(), JvmFlags.MAIN, "jmh"));
        command.addAll(jmh(benchmark));
        command.addAll(List.of("-rff", json.toString()));
        command.addAll(arguments);
        return command;
    }

    /** The beginning of a command: the JVM with its flags. */
    List<String> java(List<String> flags) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program);
        command.addAll(flags);
        // JMH would start two more JVMs for each fork, to choose what cannot be had in a JVM that it has not forked.
        command.addAll(List.of("-Dspinlab.notices=off", "-Djmh.blackhole.autoDetect=false"));
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
            return read(files);
        } catch (IOException e) {
            throw new ForkFailedException("no JVM could be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ForkFailedException("interrupted");
        }
    }

    private static List<JmhResult> read(List<Path> files) throws ForkFailedException {
        try {
            return files.stream().map(file -> JmhFile.read(file).get(0)).toList();
        } catch (BadRunException e) {
            throw new ForkFailedException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * A JVM that is to measure in turns with another one.
     *
     * @param arm what it stands for
     * @param command the whole command
     * @param file the result file that it is to write, of one fork
     */
    record Sharer(Arm arm, List<String> command, Path file) {}

    /**
     * Runs two JVMs that measure in turns, ABBA.
     *
     * @param sharers both, the one that has the first turn first
     * @param patience what one may take from a turn to the next
     * @return their results
     * @throws ArmFailedException if one fails or hangs; the message is one line
     */
    List<JmhResult> inTurns(List<Sharer> sharers, Duration patience) throws ArmFailedException {
        List<TurnTaker> takers = new ArrayList<>();
        int current = 0;
        try {
            for (; current < sharers.size(); current++) {
                Files.deleteIfExists(sharers.get(current).file());
                Path log = folder.resolve("fork-" + current + ".log");
                takers.add(new TurnTaker(sharers.get(current).command(), log, patience));
            }
            for (current = 0; current < takers.size(); current++) {
                takers.get(current).await();
            }
            for (int round = 0; !takers.stream().allMatch(TurnTaker::done); round++) {
                for (int place = 0; place < takers.size(); place++) {
                    current = round % 2 == 0 ? place : takers.size() - 1 - place;
                    TurnTaker taker = takers.get(current);
                    if (!taker.done()) {
                        taker.turn();
                    }
                    if (taker.ended()) {
                        requireResult(taker, sharers.get(current)); // Before the other one is given another turn.
                    }
                }
            }
            List<JmhResult> results = new ArrayList<>();
            for (current = 0; current < takers.size(); current++) {
                requireResult(takers.get(current), sharers.get(current)); // They end at the same time.
                results.addAll(read(List.of(sharers.get(current).file())));
            }
            return results;
        } catch (ForkFailedException e) {
            throw new ArmFailedException(sharers.get(current).arm(), e);
        } catch (IOException e) {
            String why = "a file of it: " + e.getMessage();
            throw new ArmFailedException(sharers.get(current).arm(), new ForkFailedException(why));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArmFailedException(sharers.get(current).arm(), new ForkFailedException("interrupted"));
        } finally {
            takers.forEach(TurnTaker::close);
        }
    }

    private static void requireResult(TurnTaker taker, Sharer sharer)
            throws ForkFailedException, IOException, InterruptedException {
        if (taker.exitCode() != 0 || !Files.exists(sharer.file())) {
            throw new ForkFailedException(cause(taker.log()));
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
