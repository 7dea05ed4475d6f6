package dev.spinlab.results.claims;

import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The claims as a file of a folder, which may be a run directory. */
public final class ClaimsFile {
    /** Name of the file. */
    public static final String NAME = "claims.json";

    private ClaimsFile() {}

    /**
     * Where the claims of a folder lie.
     *
     * @param folder the folder
     * @return path of its {@value #NAME}, which may not exist
     */
    public static Path in(Path folder) {
        return folder.resolve(NAME);
    }

    /**
     * Writes {@value #NAME}, in one step: a reader sees the old file or the new one.
     *
     * @param folder where to, made if need be
     * @param claims the content
     * @return the file
     * @throws BadRunException if it cannot be written
     */
    public static Path write(Path folder, Claims claims) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw BadRunException.unwritable(folder, e);
        }
        Path file = in(folder);
        JsonFiles.write(file, claims);
        return file;
    }

    /**
     * Reads {@value #NAME}.
     *
     * @param folder the folder that may hold it
     * @return the content, empty where there is no such file
     * @throws BadRunException if the file is damaged or of another schema; the message is one line
     */
    public static Optional<Claims> read(Path folder) {
        Path file = in(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(JsonFiles.readRecord(file, Claims.class, Claims.SCHEMA));
    }
}
