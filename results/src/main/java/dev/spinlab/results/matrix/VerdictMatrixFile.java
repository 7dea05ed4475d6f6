package dev.spinlab.results.matrix;

import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The verdict matrix as a file of a folder, which may be a run directory. */
public final class VerdictMatrixFile {
    /** Name of the file. */
    public static final String NAME = "verdict-matrix.json";

    private VerdictMatrixFile() {}

    /**
     * Where the matrix of a folder lies.
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
     * @param matrix the content
     * @return the file
     * @throws BadRunException if it cannot be written
     */
    public static Path write(Path folder, VerdictMatrix matrix) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw BadRunException.unwritable(folder, e);
        }
        Path file = in(folder);
        JsonFiles.write(file, matrix);
        return file;
    }

    /**
     * Reads {@value #NAME}.
     *
     * @param folder the folder that holds it
     * @return the content
     * @throws BadRunException if the file is missing, damaged or of another schema; the message is one line
     */
    public static VerdictMatrix read(Path folder) {
        return JsonFiles.readRecord(in(folder), VerdictMatrix.class, VerdictMatrix.SCHEMA);
    }
}
