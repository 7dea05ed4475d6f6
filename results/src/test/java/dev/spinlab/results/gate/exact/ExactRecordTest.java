package dev.spinlab.results.gate.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.results.run.BadRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactRecordTest {
    private static final ExactRecord RECORD =
            ExactChangeTest.record(Map.of("steps", 40L, "atomics", 7L), Map.of("aa", "works"));

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBack() {
        Path file = folder.resolve("exact.json");
        RECORD.write(file);
        assertThat(ExactRecord.read(file)).isEqualTo(RECORD);
    }

    @Test
    void figuresStandInOneOrderWhateverTheMap() throws IOException {
        Path file = folder.resolve("exact.json");
        RECORD.write(file);
        assertThat(Files.readString(file)).containsSubsequence("\"atomics\"", "\"steps\"", "\"verdicts\"");
    }

    @Test
    void damagedFilesAreNamed() throws IOException {
        Path file = folder.resolve("exact.json");
        RECORD.write(file);
        String whole = Files.readString(file);
        assertRejected(file, whole.substring(0, whole.length() / 2), "cut short");
        assertRejected(file, whole.replace("\"schema\" : 1", "\"schema\" : 0"), "older than this build reads");
        assertRejected(file, whole.replace("\"schema\" : 1", "\"schema\" : 9"), "newer than this build reads");
        assertRejected(file, whole.replace("40", "\"many\""), "content does not fit");
        assertRejected(file, "[]", "no schema number");
        assertRejected(file, "", "the file is empty");
    }

    @Test
    void aFigureOrVerdictThatIsMissingIsNamed() {
        SortedMap<String, Long> figures = new TreeMap<>();
        figures.put("steps", null);
        assertThatNullPointerException()
                .isThrownBy(() -> new ExactRecord.Row("b", "m", figures))
                .withMessage("steps");
        SortedMap<String, String> situations = new TreeMap<>();
        situations.put("aa", null);
        assertThatNullPointerException()
                .isThrownBy(() -> new ExactRecord.Verdicts("b", situations))
                .withMessage("aa");
    }

    private static void assertRejected(Path file, String content, String reason) throws IOException {
        Files.writeString(file, content);
        assertThatThrownBy(() -> ExactRecord.read(file))
                .isInstanceOf(BadRunException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
    }

    @Test
    void aRowIsThereOnce() {
        ExactRecord.Row row = new ExactRecord.Row("rqspinlock", "create-delete", new TreeMap<>());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExactRecord(1, 1, 200, List.of(row, row), List.of()))
                .withMessage("two rows 'rqspinlock create-delete'");
        ExactRecord.Verdicts verdicts = new ExactRecord.Verdicts("rqspinlock", new TreeMap<>());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExactRecord(1, 1, 200, List.of(row), List.of(verdicts, verdicts)))
                .withMessage("two rows 'rqspinlock'");
    }
}
