package dev.spinlab.results.report;

import dev.spinlab.results.claims.Claims;
import dev.spinlab.results.claims.ClaimsFile;
import dev.spinlab.results.kernel.KernelFigures;
import dev.spinlab.results.kernel.KernelFile;
import dev.spinlab.results.matrix.VerdictMatrix;
import dev.spinlab.results.matrix.VerdictMatrixFile;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside the measurements: the verdict matrix, the claims and the figures of a real kernel, of the run itself
 * or of a folder given with it.
 *
 * <p>A file that cannot be used costs its part of the report and gives a line, since the measurements stand without it.
 *
 * @param matrix the verdict matrix, null without one
 * @param claims the claims, null without any
 * @param kernel the figures of a real kernel, null without any
 * @param notes one line for each file that was left out or lies elsewhere
 */
record Evidence(
        @Nullable VerdictMatrix matrix,
        @Nullable Claims claims,
        @Nullable KernelFigures kernel,
        List<String> notes) {

    /** Copies the list. */
    Evidence {
        notes = List.copyOf(notes);
    }

    /** The run's own files, else those of the first of the other folders that has them. */
    static Evidence of(RunDirectory run, List<Path> others) {
        List<Path> folders =
                Stream.concat(Stream.of(run.root()), others.stream()).toList();
        List<String> notes = new ArrayList<>();
        VerdictMatrix matrix = first(
                folders, VerdictMatrixFile.NAME, VerdictMatrixFile::read, "the verdict matrix is left out", notes);
        Claims claims = first(
                folders,
                ClaimsFile.NAME,
                folder -> ClaimsFile.read(folder).orElseThrow(),
                "the claims are left out",
                notes);
        KernelFigures kernel = first(
                folders,
                KernelFile.NAME,
                folder -> KernelFile.read(folder).orElseThrow(),
                "the real kernel is left out",
                notes);
        return new Evidence(matrix, claims, kernel, notes);
    }

    private static <T> @Nullable T first(
            List<Path> folders, String name, Function<Path, T> read, String loss, List<String> notes) {
        for (Path folder : folders) {
            if (!Files.exists(folder.resolve(name))) {
                continue;
            }
            try {
                T found = read.apply(folder);
                if (!folder.equals(folders.get(0))) {
                    notes.add(name + " is not of this run, but from " + folder);
                }
                return found;
            } catch (BadRunException e) {
                notes.add(loss + ": " + e.getMessage());
            }
        }
        return null;
    }
}
