package dev.spinlab.bench.gate.exact;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.verify.Matrices;
import dev.spinlab.bench.verify.Verification;
import dev.spinlab.bench.verify.Verifier;
import dev.spinlab.results.gate.exact.ExactRecord;
import dev.spinlab.results.matrix.VerdictMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Counts everything there is to count exactly. */
public final class ExactRun {
    /**
     * The compiler of a fork must not leave out allocations that it can prove to be needless, which the first tier never does;
     * object sizes depend on the collector and the heap, so both are given.
     */
    private static final List<String> FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xms256m",
            "-Xmx256m",
            "-XX:-UsePerfData",
            "-da",
            "-Dspinlab.notices=off");

    /** A hundred times what it takes. */
    private static final int LIMIT_SECONDS = 600;

    private ExactRun() {}

    /**
     * Counts.
     *
     * @param backends what to count; controls and references are no part of a baseline
     * @return the record
     * @throws ExactFailure if a backend cannot be counted in some case
     * @throws BadInputException if there is no JVM to count with
     */
    public static ExactRecord of(List<StorageBackend> backends) {
        List<String> ids = backends.stream().map(StorageBackend::id).toList();
        ExactRecord counted = counted(ids);
        return new ExactRecord(
                counted.schema(), counted.seed(), counted.operations(), counted.rows(), verdicts(backends));
    }

    private static ExactRecord counted(List<String> ids) {
        try {
            Path folder = Files.createTempDirectory("spinlab-exact-");
            Path file = folder.resolve("exact.json");
            Path log = folder.resolve("log");
            try {
                int code = fork(ids, file, log);
                if (code == ExactFork.FAILED) {
                    throw new ExactFailure(lastLine(log));
                }
                if (code != 0) {
                    throw new BadInputException(
                            "gate exact",
                            "the counting JVM failed: " + lastLine(log),
                            "see that this JVM can be forked");
                }
                return ExactRecord.read(file);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(log);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new BadInputException(
                    "gate exact", "no folder for temporary files (" + e.getMessage() + ")", "set -Djava.io.tmpdir");
        }
    }

    private static int fork(List<String> ids, Path file, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(JvmFlags.program());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ExactFork.class.getName()));
        command.add(file.toString());
        command.addAll(ids);
        Process fork = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Thread end = new Thread(fork::destroyForcibly, "spinlab-exact");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            boolean ended = fork.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().removeShutdownHook(end);
            if (!ended) {
                throw new ExactFailure("counting has not ended after " + LIMIT_SECONDS + " s; a strategy may hang");
            }
            return fork.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInputException("gate exact", "interrupted", "run it again");
        } finally {
            fork.destroyForcibly();
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it ended without a word" : lines.get(lines.size() - 1);
    }

    private static List<ExactRecord.Verdicts> verdicts(List<StorageBackend> backends) {
        int threads = Runtime.getRuntime().availableProcessors();
        Verifier verifier = new Verifier(backends, ExactFork.SEED, null, threads, () -> false, line -> {});
        Verification found = verifier.exploreBriefly();
        List<ExactRecord.Verdicts> rows = new ArrayList<>();
        for (VerdictMatrix.Row row :
                Matrices.of(found, ExactFork.SEED, verifier.seconds()).rows()) {
            SortedMap<String, String> situations = new TreeMap<>();
            row.cells().forEach(cell -> situations.put(cell.column(), text(cell)));
            rows.add(new ExactRecord.Verdicts(row.backend(), situations));
        }
        return rows;
    }

    private static String text(VerdictMatrix.Cell cell) {
        List<String> words = new ArrayList<>();
        words.add(cell.verdict());
        words.addAll(cell.codes());
        words.addAll(cell.breaches());
        return String.join(" ", words);
    }
}
