package dev.spinlab.results.kernel;

import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.JsonFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The figures of a real kernel as a file of a run directory. */
public final class KernelFile {
    /** Name of the file. */
    public static final String NAME = "kernel.json";

    private KernelFile() {}

    /**
     * Where the figures of a run lie.
     *
     * @param runDirectory the run
     * @return path of its {@value #NAME}, which may not exist
     */
    public static Path in(Path runDirectory) {
        return runDirectory.resolve(NAME);
    }

    /**
     * Writes {@value #NAME}, in one step: a reader sees the old file or the new one.
     *
     * @param runDirectory a folder that exists
     * @param figures the content
     * @return the file
     * @throws BadRunException if it cannot be written
     */
    public static Path write(Path runDirectory, KernelFigures figures) {
        Path file = in(runDirectory);
        JsonFiles.write(file, figures);
        return file;
    }

    /**
     * Reads {@value #NAME}.
     *
     * @param runDirectory the run
     * @return the content, empty for a run without
     * @throws BadRunException if the file is damaged or of another schema; the message is one line
     */
    public static Optional<KernelFigures> read(Path runDirectory) {
        Path file = in(runDirectory);
        return Files.exists(file)
                ? Optional.of(JsonFiles.readRecord(file, KernelFigures.class, KernelFigures.SCHEMA))
                : Optional.empty();
    }
}
