package dev.spinlab.results.gate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.run.BadRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryFileTest {
    private static final HistoryEntry FIRST = entry(1);
    private static final HistoryEntry SECOND = entry(2);

    @TempDir
    Path folder;

    private static HistoryEntry entry(int day) {
        return Histories.entry(
                day,
                "m",
                Map.of(
                        "rqspinlock/create cpu",
                        Histories.row(Direction.SMALLER_IS_BETTER, 12.5),
                        "x",
                        new HistoryEntry.Row("ops/s", Direction.GREATER_IS_BETTER, 3, null, null, null, "IMPROVED")));
    }

    private Path file() {
        return HistoryFile.in(folder);
    }

    @Test
    void readsBackWhatWasAppended() throws IOException {
        Path file = HistoryFile.in(folder.resolve("new/results"));
        assertThat(file).isEqualTo(folder.resolve("new/results/history.jsonl"));
        HistoryFile.append(file, FIRST);
        HistoryFile.append(file, SECOND);
        assertThat(HistoryFile.read(file).entries()).containsExactly(FIRST, SECOND);
        assertThat(HistoryFile.read(file).warnings()).isEmpty();
        assertThat(Files.readString(file)).endsWith("}\n");
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void aLineHasTheNamesOfTheRecord() throws IOException {
        HistoryFile.append(file(), FIRST);
        assertThat(Files.readAllLines(file()))
                .containsExactly("{\"schema\":1,\"gate\":\"TIMED\",\"time\":\"2026-01-02T06:00:00Z\","
                        + "\"commit\":\"0000000000000000000000000000000000000001\",\"fingerprint\":\"m\",\"rows\":{"
                        + "\"rqspinlock/create cpu\":{\"unit\":\"ns/op\",\"direction\":\"SMALLER_IS_BETTER\","
                        + "\"estimate\":12.5,\"low\":12.25,\"high\":12.75,\"base\":11.5,\"verdict\":\"EQUIVALENT\"},"
                        + "\"x\":{\"unit\":\"ops/s\",\"direction\":\"GREATER_IS_BETTER\",\"estimate\":3.0,"
                        + "\"low\":null,\"high\":null,\"base\":null,\"verdict\":\"IMPROVED\"}}}");
    }

    @Test
    void anAppendTouchesNothingThatIsThere() throws IOException {
        Files.writeString(file(), "not ours\n");
        HistoryFile.append(file(), FIRST);
        assertThat(Files.readString(file())).startsWith("not ours\n{");
    }

    @Test
    void anAppendThatIsCutShortAnywhereLosesNeitherWhatWasThereNorWhatComesAfter() throws IOException {
        HistoryFile.append(file(), FIRST);
        byte[] before = Files.readAllBytes(file());
        HistoryFile.append(file(), SECOND);
        byte[] whole = Files.readAllBytes(file());
        for (int length = before.length + 1; length < whole.length - 1; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThat(HistoryFile.read(file()).entries()).as("%d", length).containsExactly(FIRST);
            HistoryFile.append(file(), entry(3));
            History read = HistoryFile.read(file());
            assertThat(read.entries()).as("%d", length).containsExactly(FIRST, entry(3));
            assertThat(read.warnings()).containsExactly(file() + ", line 2: not valid JSON, or cut short; skipped");
        }
        Files.write(file(), Arrays.copyOf(whole, whole.length - 1));
        HistoryFile.append(file(), entry(3));
        assertThat(HistoryFile.read(file()).entries()).containsExactly(FIRST, SECOND, entry(3));
        assertThat(HistoryFile.read(file()).warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\":1|\"schema\":2|schema 2 is newer than this build reads (1)",
                "\"schema\":1|\"schema\":0|schema 0 is older than this build reads (1)",
                "\"schema\":1|\"schema\":\"1\"|has no schema number",
                "\"schema\":1,||has no schema number",
                "\"gate\":\"TIMED\"|\"gate\":\"GUESSED\"|GUESSED",
                "\"gate\":\"TIMED\",||gate",
                "\"base\":11.5|\"base\":\"NaN\"|base is not finite",
                "\"fingerprint\":\"m\"|\"fingerprint\":\" \"|fingerprint is missing",
                "\"direction\":\"SMALLER_IS_BETTER\"|\"direction\":\"UP\"|UP",
                "\"estimate\":12.5|\"estimate\":99|do not enclose the estimate 99.0",
                "\"verdict\":\"EQUIVALENT\"|\"vote\":\"x\"|verdict",
                "{\"schema\"|[{\"schema\"|not valid JSON, or cut short"
            })
    void aCorruptLineIsNamedAndSkipped(String from, String to, String problem) throws IOException {
        HistoryFile.append(file(), FIRST);
        HistoryFile.append(file(), SECOND);
        String text = Files.readString(file());
        int end = text.indexOf('\n');
        String first = text.substring(0, end).replace(from, to == null ? "" : to);
        assertThat(first).isNotEqualTo(text.substring(0, end));
        Files.writeString(file(), "\n" + first + text.substring(end));
        History read = HistoryFile.read(file());
        assertThat(read.entries()).containsExactly(SECOND);
        assertThat(read.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning)
                        .startsWith(file() + ", line 2: ")
                        .contains(problem)
                        .endsWith("; skipped")
                        .doesNotContain("\n", "Exception", "tools.jackson"));
    }

    @ParameterizedTest
    @CsvSource({"[1]", "7", "null", "'\"schema\"'"})
    void aLineThatIsNoObjectIsNamed(String line) throws IOException {
        HistoryFile.append(file(), FIRST);
        Files.writeString(file(), Files.readString(file()) + line + "\n");
        assertThat(HistoryFile.read(file()).warnings())
                .containsExactly(file() + ", line 2: has no schema number; skipped");
    }

    @Test
    void moreThanAnObjectOnALineIsCorrupt() throws IOException {
        HistoryFile.append(file(), FIRST);
        HistoryFile.append(file(), SECOND);
        Files.writeString(file(), Files.readString(file()).replaceFirst("\n", " ") + Files.readString(file()));
        assertThat(HistoryFile.read(file()).warnings()).hasSize(1);
        assertThat(HistoryFile.read(file()).entries()).containsExactly(FIRST, SECOND);
    }

    @Test
    void unknownFieldsAreLeftToNewerBuildsOfTheSchema() throws IOException {
        HistoryFile.append(file(), FIRST);
        Files.writeString(file(), Files.readString(file()).replace("\"schema\":1", "\"schema\":1,\"more\":[2]"));
        assertThat(HistoryFile.read(file()).entries()).containsExactly(FIRST);
    }

    @Test
    void linesOfBlanksAreNoLines() throws IOException {
        Files.writeString(file(), "\n  \n\n");
        assertThat(HistoryFile.read(file())).isEqualTo(new History(List.of(), List.of()));
        Files.write(file(), new byte[0]);
        assertThat(HistoryFile.read(file()).entries()).isEmpty();
    }

    @Test
    void bytesThatAreNoTextSpoilTheirLineOnly() throws IOException {
        HistoryFile.append(file(), FIRST);
        byte[] bad = {'{', (byte) 0xFF, '\n'};
        Files.write(file(), bad, StandardOpenOption.APPEND);
        assertThat(HistoryFile.read(file()).entries()).containsExactly(FIRST);
        assertThat(HistoryFile.read(file()).warnings()).hasSize(1);
    }

    @Test
    void entriesAreOrderedByTime() throws IOException {
        HistoryFile.append(file(), SECOND);
        HistoryFile.append(file(), FIRST);
        assertThat(HistoryFile.read(file()).entries()).containsExactly(FIRST, SECOND);
    }

    @Test
    void aFileOfWhichNothingCanBeReadIsAnError() throws IOException {
        Files.writeString(file(), "\nabc\n{\"schema\":9}\n");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> HistoryFile.read(file()))
                .withMessage(file() + ": none of its 2 lines can be read, line 2: not valid JSON, or cut short; "
                        + "restore it from version control, or remove it and begin a new history");
    }

    @Test
    void whetherAnAppendWillDoIsKnownBefore() throws IOException {
        HistoryFile.requireAppendable(folder.resolve("not/yet/there.jsonl"));
        HistoryFile.requireAppendable(file());
        assertThat(file()).doesNotExist();
        HistoryFile.append(file(), FIRST);
        HistoryFile.requireAppendable(file());
        assertThat(HistoryFile.read(file()).entries()).containsExactly(FIRST);
        Files.writeString(file(), "{\"schema\" : 1}");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> HistoryFile.requireAppendable(file()))
                .withMessageContaining("none of its 1 lines can be read");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> HistoryFile.requireAppendable(file().resolve("below")))
                .withMessage(file().resolve("below") + ": " + file() + " is no folder; name a file in a folder");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> HistoryFile.requireAppendable(folder))
                .withMessageStartingWith(folder + ": cannot be read (");
    }

    @Test
    void aMissingFileSaysSo() {
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> HistoryFile.read(file()))
                .withMessage(file() + ": no such file; let a gate append to it first, or name another file");
    }

    @Test
    void aFolderInItsPlaceIsOneLine() throws IOException {
        Files.createDirectories(file());
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> HistoryFile.read(file()))
                .withMessageStartingWith(file() + ": cannot be read (")
                .withMessageEndingWith("; check the file and its permissions");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> HistoryFile.append(file(), FIRST))
                .withMessageStartingWith(file() + ": cannot be written (");
    }
}
