package dev.spinlab.results.gate.timed;

import static java.util.Objects.requireNonNull;

import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A gate as a file: raw data, rules and verdict. */
public final class GateFile {
    /** Name of the file. */
    public static final String NAME = "gate.json";
    /** The schema that this build reads and writes. */
    public static final int SCHEMA = 2;
    /** What the file says it is, since other files of the project have a schema too. */
    public static final String KIND = "spinlab-timed-gate";

    private static final String REMEDY = "run the gate again, or restore the file";

    private GateFile() {}

    /**
     * A gate and its verdict.
     *
     * @param data what was measured, and the rules
     * @param verdict the verdict on it
     */
    public record Stored(GateData data, GateVerdict verdict) {
        /** Rejects missing parts. */
        public Stored {
            requireNonNull(data, "data");
            requireNonNull(verdict, "verdict");
        }

        /**
         * Whether the same verdict comes of the data again.
         *
         * @return false if the verdict, or the data, is not what was stored
         */
        public boolean follows() {
            return verdict.look() >= 1
                    && verdict.look() <= data.settings().looks().size()
                    && essence(Decision.after(data, verdict.look())).equals(essence(verdict));
        }

        /**
         * The same with the names of the jars only.
         *
         * @return the gate
         */
        public Stored withoutFolders() {
            return new Stored(data.withoutFolders(), verdict);
        }
    }

    /** The file's top; {@code kind} is a list in files that have none. */
    private record Top(int schema, Object kind) {}

    private record Content(int schema, String kind, GateData data, GateVerdict verdict) {
        Content {
            requireNonNull(data, "data");
            requireNonNull(verdict, "verdict");
        }
    }

    /**
     * Writes {@value #NAME}, in one step: a reader sees the old file or the new one.
     *
     * @param folder where to, made if need be
     * @param stored the gate
     * @return the file
     * @throws BadRunException if it cannot be written
     */
    public static Path write(Path folder, Stored stored) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw BadRunException.unwritable(folder, e);
        }
        Path file = folder.resolve(NAME);
        JsonFiles.write(file, new Content(SCHEMA, KIND, stored.data(), stored.verdict()));
        return file;
    }

    /**
     * Reads a gate.
     *
     * @param file the file
     * @return the gate
     * @throws BadRunException if the file is missing, damaged, of another kind or schema, holds no measurement of the head, or
     *     a verdict that does not follow from its data; the message is one line
     */
    public static Stored read(Path file) {
        Top top = JsonFiles.readRecord(file, Top.class, SCHEMA, "kind");
        if (!KIND.equals(top.kind())) {
            throw new BadRunException(file, "is not the file of a timed gate", "give a " + NAME);
        }
        Content content = JsonFiles.readRecord(file, Content.class, SCHEMA);
        GateData data = content.data();
        if (data.blocks(Arm.HEAD, data.lastLook()).isEmpty() && data.failed().isEmpty()) {
            throw new BadRunException(file, "holds no block of arm HEAD", REMEDY);
        }
        for (RowKey row : data.family()) {
            if (data.blocks().stream()
                    .anyMatch(block -> block.measures(row)
                            && !block.forks().get(0).values().containsKey(row.metric()))) {
                throw new BadRunException(file, "has blocks without the gated metric of " + row, REMEDY);
            }
        }
        Stored stored = new Stored(data, content.verdict());
        if (!stored.follows()) {
            throw new BadRunException(file, "the verdict does not follow from the data", REMEDY);
        }
        return stored;
    }

    /** What must be the same when it is decided again: not the last digits, which Java versions may compute differently. */
    private static List<Object> essence(GateVerdict verdict) {
        List<Object> outcomes = verdict.rows().stream()
                .<Object>map(row -> List.of(row.row(), row.versus(), row.gated(), row.outcome(), row.look()))
                .toList();
        return List.of(verdict.status(), outcomes);
    }
}
