package dev.spinlab.bench.interrupts;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.harness.InterruptFigures;
import dev.spinlab.bench.harness.InterruptTrial;
import dev.spinlab.results.run.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs each cell in a JVM of its own; a {@link dev.spinlab.bench.driver.StopSignal} ends the one that runs. */
public final class ForkedCells implements CellRunner {
    /** What a round allocates fits in beside what is left of a collection. */
    private static final List<String> HEAP = List.of("-Xms1300m", "-Xmx1300m", "-Xmn1100m");

    /** Beyond the cell's own limit: start, warm-up, the last round, and tasks that do not leave. */
    private static final Duration GRACE = Duration.ofSeconds(90);

    private final List<String> flags;
    private final Extent extent;

    /**
     * Makes a runner.
     *
     * @param flags flags of any fork
     * @param extent how far each cell goes
     */
    public ForkedCells(List<String> flags, Extent extent) {
        this.flags = List.copyOf(flags);
        this.extent = extent;
    }

    @Override
    public CellResult run(Cell cell) throws CellFailure, InterruptedException {
        try {
            Path folder = Files.createTempDirectory("spinlab-interrupts-");
            Path file = folder.resolve("figures.json");
            Path log = folder.resolve("log");
            try {
                InterruptFigures figures = fork(cell, file, log)
                        ? JsonFiles.readRecord(file, InterruptFigures.class, InterruptFigures.SCHEMA)
                        : InterruptFigures.hung(lastLine(log));
                return new CellResult(cell, figures, extent.handlers());
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(log);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new BadInputException(
                    "interrupts", "no folder for temporary files (" + e.getMessage() + ")", "set -Djava.io.tmpdir");
        }
    }

    /** Returns whether it ended by itself, with figures. */
    private boolean fork(Cell cell, Path file, Path log) throws IOException, CellFailure, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(JvmFlags.program());
        command.addAll(cell.source() == Source.REALTIME ? JvmFlags.forRealtime(flags) : flags);
        command.addAll(HEAP);
        command.addAll(List.of(
                "-Dspinlab.notices=off", "-cp", System.getProperty("java.class.path"), InterruptFork.class.getName()));
        command.addAll(InterruptFork.arguments(file, cell, extent));
        Process fork = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            long limit = extent.limit().plus(GRACE).toSeconds();
            if (!fork.waitFor(limit, TimeUnit.SECONDS)) {
                throw new CellFailure("has not ended after " + limit + " s", false);
            }
            if (fork.exitValue() == InterruptTrial.RUNAWAY) {
                return false;
            }
            if (fork.exitValue() != 0) {
                throw new CellFailure(lastLine(log), fork.exitValue() == InterruptTrial.WAITED);
            }
            return true;
        } finally {
            fork.destroyForcibly();
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it ended without a word" : lines.get(lines.size() - 1);
    }
}
