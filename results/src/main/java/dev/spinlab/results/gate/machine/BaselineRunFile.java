package dev.spinlab.results.gate.machine;

import dev.spinlab.results.run.JsonFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A run for a comparison with a stored baseline as a file: every fork's values, and the verdict once there is one. */
public final class BaselineRunFile {
    /** Name of the file. */
    public static final String NAME = "baseline-gate.json";
    /** The schema that this build writes. */
    public static final int SCHEMA = 2;
    /** What the file says it is, since other files of the project have a schema too. */
    public static final String KIND = "spinlab-baseline-gate";

    private BaselineRunFile() {}

    private record Content(
            int schema,
            String kind,
            BaselineRun run,
            @Nullable BaselineVerdict verdict) {}

    /**
     * Writes {@value #NAME}, in one step: a reader sees the old file or the new one.
     *
     * @param folder where to, which exists
     * @param run what was measured
     * @param verdict the verdict on it, null where there is none
     * @return the file
     * @throws dev.spinlab.results.run.BadRunException if it cannot be written
     */
    public static Path write(Path folder, BaselineRun run, @Nullable BaselineVerdict verdict) {
        Path file = folder.resolve(NAME);
        JsonFiles.write(file, new Content(SCHEMA, KIND, run, verdict));
        return file;
    }
}
