package dev.spinlab.results.gate.machine;

import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.JsonFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;

/** Baselines as files of a folder, one per machine, named by its fingerprint. */
public final class TimedBaselineFile {
    /** What to do where there is no baseline to compare with. */
    public static final String REMEDY =
            "make one here (gate baseline --accept), or compare with a commit measured now (gate timed --base REF)";

    private static final int LEAST_FORKS = 2;

    private static final String ENDING = ".json";

    private TimedBaselineFile() {}

    /**
     * Where the baseline of a machine lies.
     *
     * @param folder folder of the baselines, for example {@code results/baseline/timed}
     * @param fingerprint id of the machine
     * @return path of its file, which may not exist
     */
    public static Path in(Path folder, String fingerprint) {
        return folder.resolve(fingerprint + ENDING);
    }

    /**
     * Makes the folder if need be, so that who has measured for long is not told then that it cannot be.
     *
     * @param folder folder of the baselines
     * @throws BadRunException if it cannot be made or written to
     */
    public static void make(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            if (!Files.isWritable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
        } catch (IOException e) {
            throw BadRunException.unwritable(folder, e);
        }
    }

    /**
     * Writes a baseline, in one step: a reader sees the old file or the new one.
     *
     * @param folder folder of the baselines, made if need be
     * @param baseline the content
     * @return the file
     * @throws BadRunException if it cannot be written
     */
    public static Path write(Path folder, TimedBaseline baseline) {
        make(folder);
        Path file = in(folder, baseline.fingerprint());
        JsonFiles.write(file, baseline);
        return file;
    }

    /**
     * Reads the baseline of a machine.
     *
     * @param folder folder of the baselines
     * @param machine the machine
     * @return the content, empty if no machine has a baseline
     * @throws BadRunException if there are only those of other machines (it names what differs from the most similar one), or
     *     if the file is damaged, of another schema, of another machine than its name says, or has a single fork of something
     */
    public static Optional<TimedBaseline> find(Path folder, Fingerprint machine) {
        Path file = in(folder, machine.id());
        if (Files.notExists(file)) {
            Optional<Fingerprint> nearest = nearest(folder, machine);
            if (nearest.isEmpty()) {
                return Optional.empty();
            }
            throw new BadRunException(
                    file,
                    "no baseline of this machine, the most similar one is" + differing(nearest.get(), machine),
                    REMEDY);
        }
        TimedBaseline baseline = read(file);
        if (!baseline.fingerprint().equals(machine.id())) {
            throw new BadRunException(
                    file, "is of another machine" + differing(baseline.fingerprintOfMachine(), machine), REMEDY);
        }
        requireForks(file, baseline);
        return Optional.of(baseline);
    }

    /** One fork tells nothing of how much forks differ. */
    private static void requireForks(Path file, TimedBaseline baseline) {
        for (CalibrationKernel kernel : CalibrationKernel.values()) {
            requireForks(file, "calibration kernel " + kernel.id(), kernel.times(baseline.calibration()));
        }
        baseline.rows().forEach((key, row) -> requireForks(file, "row " + key, row.forks()));
    }

    private static void requireForks(Path file, String what, List<Double> forks) {
        if (forks.size() < LEAST_FORKS) {
            throw new BadRunException(
                    file, what + " has a single fork, which tells nothing of how much forks differ", REMEDY);
        }
    }

    /** The most similar machine that has a baseline; files that cannot be read are passed over. */
    private static Optional<Fingerprint> nearest(Path folder, Fingerprint machine) {
        return files(folder).stream()
                .flatMap(file -> machineOf(file).stream())
                .min(Comparator.comparingInt(
                        other -> Fingerprint.differences(other, machine).size()));
    }

    private static Optional<Fingerprint> machineOf(Path file) {
        try {
            return Optional.of(read(file).fingerprintOfMachine());
        } catch (BadRunException e) {
            return Optional.empty();
        }
    }

    private static String differing(Fingerprint stored, Fingerprint here) {
        return " " + stored.id() + " (" + String.join(", ", Fingerprint.differences(stored, here)) + ")";
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static TimedBaseline read(Path file) {
        try {
            JsonNode tree = JsonFiles.STRICT.readTree(Files.readAllBytes(file));
            JsonNode schema = tree.get("schema");
            if (schema == null || !schema.isInt()) {
                throw new BadRunException(file, "no schema number at the top, so this is no baseline", REMEDY);
            }
            if (schema.intValue() != TimedBaseline.SCHEMA) {
                throw new BadRunException(
                        file,
                        "schema " + schema.intValue() + " is "
                                + (schema.intValue() > TimedBaseline.SCHEMA ? "newer" : "older")
                                + " than this build reads (" + TimedBaseline.SCHEMA + ")",
                        REMEDY);
            }
            return JsonFiles.STRICT.treeToValue(tree, TimedBaseline.class);
        } catch (NoSuchFileException e) {
            throw new BadRunException(file, "no such file", REMEDY, e);
        } catch (IOException e) {
            throw new BadRunException(file, "cannot be read", REMEDY, e);
        } catch (StreamReadException e) {
            throw new BadRunException(file, "not valid JSON, or cut short", REMEDY, e);
        } catch (JacksonException e) {
            String message =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("unreadable value");
            throw new BadRunException(file, "content does not fit: " + message, REMEDY, e);
        }
    }
}
