package dev.spinlab.results.gate.calibration;

import static java.util.Objects.requireNonNull;

import dev.spinlab.results.gate.machine.Fingerprint;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.CompressedJson;
import dev.spinlab.results.run.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Calibrations as files of a folder, one per machine, named by its fingerprint; and the rounds they come from, compressed. */
public final class CalibrationFile {
    /** The schema that this build reads and writes. */
    public static final int SCHEMA = 1;

    private static final String AGAIN = "run 'gate calibrate' again, or restore the file";

    private CalibrationFile() {}

    private record Content(int schema, Calibration calibration) {
        Content {
            requireNonNull(calibration, "calibration");
        }
    }

    private record Rounds(int schema, Recording recording) {
        Rounds {
            requireNonNull(recording, "recording");
        }
    }

    /**
     * Writes a calibration.
     *
     * @param folder where to, made if need be
     * @param calibration what was found
     * @return the file
     * @throws BadRunException if it cannot be written
     */
    public static Path write(Path folder, Calibration calibration) {
        Path file = file(made(folder), calibration.machine());
        JsonFiles.write(file, new Content(SCHEMA, calibration));
        return file;
    }

    /**
     * Reads the calibration of a machine.
     *
     * @param folder of the calibrations
     * @param machine the machine
     * @return what was found, empty if there is none of this machine
     * @throws BadRunException if its file is damaged, of another schema or of another machine; the message is one line
     */
    public static Optional<Calibration> read(Path folder, Fingerprint machine) {
        Path file = file(folder, machine);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Calibration calibration =
                JsonFiles.readRecord(file, Content.class, SCHEMA).calibration();
        if (!calibration.machine().id().equals(machine.id())) {
            throw new BadRunException(
                    file, "is of machine " + calibration.machine().id(), AGAIN);
        }
        return Optional.of(calibration);
    }

    /**
     * Writes rounds, compressed.
     *
     * @param folder where to, made if need be
     * @param recording the rounds
     * @return the file
     * @throws BadRunException if it cannot be written
     */
    public static Path writeRounds(Path folder, Recording recording) {
        Path file = made(folder).resolve(recording.machine().id() + ".rounds.json.gz");
        CompressedJson.write(file, new Rounds(SCHEMA, recording.withoutFolders()));
        return file;
    }

    /**
     * Reads rounds.
     *
     * @param file the file
     * @return the rounds
     * @throws BadRunException if it is missing, damaged or of another schema; the message is one line
     */
    public static Recording readRounds(Path file) {
        Rounds rounds = CompressedJson.read(file, Rounds.class, AGAIN);
        CompressedJson.requireSchema(file, rounds.schema(), SCHEMA, AGAIN);
        return rounds.recording();
    }

    private static Path file(Path folder, Fingerprint machine) {
        return folder.resolve(machine.id() + ".json");
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw BadRunException.unwritable(folder, e);
        }
    }
}
