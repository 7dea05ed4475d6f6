package dev.spinlab.results.claims;

import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The claims table as a file of a run directory. */
public final class ClaimsFile {
    /** Name of the file. */
    public static final String NAME = "claims.json";

    private ClaimsFile() {}

    /**
     * Where the claims of a run lie.
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
     * @param runDirectory where to, made if need be
     * @param claims the content
     * @return the file
     * @throws BadRunException if it cannot be written
     */
    public static Path write(Path runDirectory, Claims claims) {
        try {
            Files.createDirectories(runDirectory);
        } catch (IOException e) {
            throw BadRunException.unwritable(runDirectory, e);
        }
        Path file = in(runDirectory);
        JsonFiles.write(file, claims);
        return file;
    }

    /**
     * Reads {@value #NAME}.
     *
     * @param runDirectory the run
     * @return the content, empty for a run that tested no claims
     * @throws BadRunException if the file is damaged or of another schema; the message is one line
     */
    public static Optional<Claims> read(Path runDirectory) {
        Path file = in(runDirectory);
        return Files.exists(file)
                ? Optional.of(JsonFiles.readRecord(file, Claims.class, Claims.SCHEMA, Claims.COLUMNS))
                : Optional.empty();
    }
}
