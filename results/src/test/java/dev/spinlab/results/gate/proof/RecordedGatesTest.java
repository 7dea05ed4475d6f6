package dev.spinlab.results.gate.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real gates of a build against itself, as they were measured: all are decided again. */
class RecordedGatesTest {
    private static final Path FOLDER = Path.of("baseline", "proof");

    static List<Path> recorded() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> found = files.sorted().toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    /** Reading rejects a gate that does not end again as it did. */
    @ParameterizedTest
    @MethodSource("recorded")
    void noGateRaisedAFalseAlarm(Path file) {
        Proof proof = RecordedProof.read(file).proof();
        assertThat(proof.gates()).isNotEmpty();
        assertThat(proof.falseAlarms().hits()).isZero();
    }
}
