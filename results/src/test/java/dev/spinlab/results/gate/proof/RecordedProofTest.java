package dev.spinlab.results.gate.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.Decision;
import dev.spinlab.results.gate.timed.GateData;
import dev.spinlab.results.gate.timed.GateFile;
import dev.spinlab.results.gate.timed.GateFixture;
import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.run.BadRunException;
import dev.spinlab.results.run.CompressedJson;
import dev.spinlab.results.run.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedProofTest {
    private static final String BACKEND = GateFixture.row(0).backend();
    private static final Proof.Order ORDER = new Proof.Order(1, 1, 0.1, List.of(BACKEND), 300, 0.05, 7);

    @TempDir
    private Path folder;

    private static GateFile.Stored gate(long seed, double slowdown) {
        GateData drawn = GateFixture.seeded(seed)
                .rows(2)
                .planted(GateFixture.row(0), slowdown)
                .data();
        Map<Arm, GateData.Source> arms = new EnumMap<>(Arm.class);
        GateData.Source source = new GateData.Source("/home/someone/a.jar, slower", "abc", "/home/someone/a.jar");
        drawn.arms().keySet().forEach(arm -> arms.put(arm, source));
        GateData data = new GateData(
                drawn.started(),
                drawn.seed(),
                drawn.settings(),
                drawn.fingerprint(),
                arms,
                drawn.family(),
                drawn.blocks(),
                List.of());
        return new GateFile.Stored(
                data, Decision.after(data, data.settings().looks().size()));
    }

    /** Leaves what a proof of two gates leaves, and returns it. */
    private Proof proof() throws IOException {
        GateFile.Stored plain = gate(1, 1.0);
        GateFile.Stored planted = gate(2, 1.1);
        Proof proof = new Proof(
                Proof.SCHEMA,
                "2026-01-02T03:04:05Z",
                "a machine",
                "a build",
                ORDER,
                List.of(
                        Proof.Gate.of(Proof.NOTHING, plain.verdict(), 100),
                        Proof.Gate.of(BACKEND, planted.verdict(), 100)));
        JsonFiles.write(folder.resolve(Proof.FILE), proof);
        GateFile.write(Files.createDirectories(RecordedProof.gate(folder, 1)), plain);
        GateFile.write(Files.createDirectories(RecordedProof.gate(folder, 2)), planted);
        return proof;
    }

    @Test
    void itHoldsWhatEveryGateMeasuredAndHowItEnded() throws IOException {
        Proof proof = proof();
        RecordedProof read = RecordedProof.read(RecordedProof.write(folder));
        assertThat(read.proof()).isEqualTo(proof);
        assertThat(read.gates())
                .extracting(GateFile.Stored::verdict)
                .containsExactly(gate(1, 1.0).verdict(), gate(2, 1.1).verdict());
        assertThat(read.gates().get(1).data().blocks())
                .isEqualTo(gate(2, 1.1).data().blocks());
        assertThat(read.proof().rate(false, Status.REGRESSED).hits()).isEqualTo(1);
    }

    @Test
    void jarsLoseTheirFolders() throws IOException {
        proof();
        RecordedProof read = RecordedProof.read(RecordedProof.write(folder));
        assertThat(read.gates().get(0).data().arms().values())
                .containsOnly(new GateData.Source("a.jar, slower", "abc", "a.jar"));
    }

    @Test
    void aGateThatDidNotEndAsTheProofSaysIsFound() throws IOException {
        Proof proof = proof();
        Proof.Gate real = proof.gates().get(1);
        for (Proof.Gate forged : List.of(
                new Proof.Gate(BACKEND, Status.PASS, real.regressed(), real.seconds()),
                new Proof.Gate(BACKEND, real.status(), List.of("another"), real.seconds()))) {
            Proof other = new Proof(
                    Proof.SCHEMA,
                    proof.started(),
                    proof.machine(),
                    proof.build(),
                    ORDER,
                    Arrays.asList(proof.gates().get(0), forged));
            JsonFiles.write(folder.resolve(Proof.FILE), other);
            Path file = RecordedProof.write(folder);
            assertThatExceptionOfType(BadRunException.class)
                    .isThrownBy(() -> RecordedProof.read(file))
                    .withMessageContaining("gate 2 did not end as the proof says");
        }
    }

    @Test
    void aVerdictThatDoesNotFollowIsFound() throws IOException {
        Proof proof = proof();
        GateFile.Stored swapped =
                new GateFile.Stored(gate(1, 1.0).data(), gate(2, 1.1).verdict());
        Path file = folder.resolve("forged.gz");
        CompressedJson.write(file, new RecordedProof(RecordedProof.SCHEMA, proof, List.of(gate(1, 1.0), swapped)));
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> RecordedProof.read(file))
                .withMessageContaining("gate 2 did not end");
    }

    @Test
    void aGateMoreOrLessThanTheProofCountsIsRefused() throws IOException {
        Proof proof = proof();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordedProof(RecordedProof.SCHEMA, proof, List.of(gate(1, 1.0))));
    }

    @Test
    void anotherSchemaAndDamageAreOneLine() throws IOException {
        proof();
        Path file = RecordedProof.write(folder);
        RecordedProof read = RecordedProof.read(file);
        CompressedJson.write(file, new RecordedProof(RecordedProof.SCHEMA + 1, read.proof(), read.gates()));
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> RecordedProof.read(file))
                .withMessageContaining("schema 2 is not the one that this build reads (1)");
        byte[] whole = Files.readAllBytes(RecordedProof.write(folder));
        for (byte[] damaged : List.of(Arrays.copyOf(whole, whole.length / 2), new byte[] {1, 2, 3}, new byte[0])) {
            Files.write(file, damaged);
            assertThatExceptionOfType(BadRunException.class)
                    .isThrownBy(() -> RecordedProof.read(file))
                    .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
        }
    }
}
