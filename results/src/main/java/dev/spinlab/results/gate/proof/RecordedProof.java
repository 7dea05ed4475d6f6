package dev.spinlab.results.gate.proof;

import dev.spinlab.results.gate.timed.GateFile;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.CompressedJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A proof with all that its gates measured, as one compressed file: enough to decide every gate again.
 *
 * @param schema of the file
 * @param proof how the gates ended
 * @param gates what they measured, in the order of the proof; the jars without their folders
 */
public record RecordedProof(int schema, Proof proof, List<GateFile.Stored> gates) {
    /** The schema that this build reads and writes. */
    public static final int SCHEMA = 1;

    /** Name of the file that {@link #write} writes. */
    public static final String FILE = "proof.rounds.json.gz";

    private static final String REMEDY = "run 'gate prove' again, or restore the file";

    /** Copies the list. */
    public RecordedProof {
        gates = List.copyOf(gates);
        if (gates.size() != proof.gates().size()) {
            throw new IllegalArgumentException(
                    gates.size() + " gates are recorded of " + proof.gates().size());
        }
    }

    /**
     * Gathers what a proof has left in its folder so far.
     *
     * @param folder of the proof, with a folder for each of its gates
     * @return the file, in the same folder
     * @throws BadRunException if a gate is missing or damaged, or the file cannot be written; the message is one line
     */
    public static Path write(Path folder) {
        Proof proof = Proof.read(folder);
        List<GateFile.Stored> gates = new ArrayList<>();
        for (int number = 1; number <= proof.gates().size(); number++) {
            gates.add(GateFile.read(gate(folder, number).resolve(GateFile.NAME)).withoutFolders());
        }
        Path file = folder.resolve(FILE);
        CompressedJson.write(file, new RecordedProof(SCHEMA, proof, gates));
        return file;
    }

    /**
     * The folder of a gate.
     *
     * @param folder of the proof
     * @param number of the gate, from 1
     * @return its folder
     */
    public static Path gate(Path folder, int number) {
        return folder.resolve("gate-" + number);
    }

    /**
     * Reads a file and decides its gates again.
     *
     * @param file the file
     * @return the proof
     * @throws BadRunException if it is missing, damaged or of another schema, or a gate did not end as the proof says; the
     *     message is one line
     */
    public static RecordedProof read(Path file) {
        RecordedProof recorded = CompressedJson.read(file, RecordedProof.class, REMEDY);
        CompressedJson.requireSchema(file, recorded.schema(), SCHEMA, REMEDY);
        for (int i = 0; i < recorded.gates().size(); i++) {
            GateFile.Stored stored = recorded.gates().get(i);
            Proof.Gate gate = recorded.proof().gates().get(i);
            Proof.Gate decided = Proof.Gate.of(gate.planted(), stored.verdict(), gate.seconds());
            if (!stored.follows() || !decided.equals(gate)) {
                throw new BadRunException(file, "gate " + (i + 1) + " did not end as the proof says", REMEDY);
            }
        }
        return recorded;
    }
}
