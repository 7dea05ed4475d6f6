package dev.spinlab.results.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFilesTest {
    /** A file's content: a number, a list, and parts. */
    record Content(int schema, int number, List<String> words, List<Part> parts) {
        Content {
            words = List.copyOf(words);
            parts = List.copyOf(parts);
        }
    }

    record Part(double size) {
        Part {
            Fields.require(size >= 0, "size is negative\nand more");
        }
    }

    private static final Content CONTENT = new Content(3, 7, List.of("a"), List.of(new Part(1), new Part(2.5)));

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void place() {
        file = folder.resolve("content.json");
    }

    private Content read() {
        return JsonFiles.readRecord(file, Content.class, 3, "words");
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    @Test
    void readsBackWhatWasWrittenInOneStep() throws IOException {
        write("something older");
        JsonFiles.write(file, CONTENT);
        assertThat(read()).isEqualTo(CONTENT);
        assertThat(Files.readString(file)).contains("\"number\" : 7").endsWith("}\n");
        assertThat(folder.toFile().list()).containsExactly("content.json");
    }

    @Test
    void aListThatOlderBuildsDidNotWriteIsEmptyAndWhatNewerOnesWriteIsPassedOver() throws IOException {
        write("{\"schema\" : 3, \"number\" : 7, \"parts\" : [], \"colour\" : [1]}");
        assertThat(read()).isEqualTo(new Content(3, 7, List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~ ~ | the file is empty; measure again, or restore the file",
                "{ | not valid JSON, or cut short (line 1, column ",
                "{\"schema\" : 3} 4 | not valid JSON, or cut short (line 1, column ",
                "[3] | no schema number at the top, so this is not a file of a run",
                "{\"schema\" : \"3\"} | no schema number at the top",
                "{\"number\" : 3} | no schema number at the top",
                "{\"schema\" : 4} | schema 4 is newer than this build reads (3); use the Spinlab version that measured",
                "{\"schema\" : 2} | schema 2 is older than this build reads (3); use the Spinlab version that measured",
                "{\"schema\" : 3, \"number\" : null, \"parts\" : []} | content does not fit at 'number': ",
                "{\"schema\" : 3, \"parts\" : []} | content does not fit at 'number': ",
                "{\"schema\" : 3, \"number\" : 7} | content does not fit at 'parts': ",
                "{\"schema\" : 3, \"number\" : 7, \"parts\" : [{\"size\" : 1}, {\"size\" : \"x\"}]} | at 'parts.1.size': ",
                "{\"schema\" : 3, \"number\" : 7, \"parts\" : [{\"size\" : -1}]} | at 'parts.0': "
            })
    void whatDoesNotFitIsOneLineThatNamesThePlace(String text, String problem) throws IOException {
        write(text);
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(this::read)
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith(file + ": ")
                        .contains(problem)
                        .doesNotContain("\n"));
    }

    @Test
    void ofAMessageOfSeveralLinesTheFirstIsGiven() throws IOException {
        write("{\"schema\" : 3, \"number\" : 7, \"parts\" : [{\"size\" : -1}]}");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(this::read)
                .withMessageContaining("size is negative")
                .withMessageNotContaining("and more");
    }

    @Test
    void blanksBeforeTheContentAreNoEmptyFile() throws IOException {
        JsonFiles.write(file, CONTENT);
        write("\n \t" + Files.readString(file));
        assertThat(read()).isEqualTo(CONTENT);
        Files.write(file, new byte[0]);
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(this::read)
                .withMessageContaining("the file is empty");
    }

    @Test
    void aFileThatCannotBeReadOrWrittenIsOneLine() throws IOException {
        assertThatExceptionOfType(BadRunException.class).isThrownBy(this::read).withMessageContaining("no such file");
        Files.createDirectories(file);
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(this::read)
                .withMessageContaining(": cannot be read (");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> JsonFiles.write(file.resolve("a/b.json"), CONTENT))
                .withMessageContaining("b.json: cannot be written (");
    }
}
