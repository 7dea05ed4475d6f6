package dev.spinlab.results.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.results.fixture.MatrixFixture;
import dev.spinlab.results.run.BadRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictMatrixFileTest {
    @TempDir
    Path folder;

    @Test
    void readsBackWhatWasWritten() {
        Path file = VerdictMatrixFile.write(folder.resolve("new"), MatrixFixture.matrix());
        assertThat(file).isEqualTo(folder.resolve("new/verdict-matrix.json"));
        assertThat(VerdictMatrixFile.read(folder.resolve("new"))).isEqualTo(MatrixFixture.matrix());
        assertThat(folder.resolve("new").toFile().list()).containsExactly("verdict-matrix.json");
    }

    @Test
    void theFieldsHaveTheNamesOfTheRecord() throws IOException {
        String json = Files.readString(VerdictMatrixFile.write(folder, MatrixFixture.matrix()));
        assertThat(json)
                .startsWith("{\n  \"schema\" : 1,")
                .contains("\"summary\"", "\"seed\" : 42", "\"schedules\" : 1234567", "\"distinct\" : 345678")
                .contains("\"seconds\" : 93.26", "\"jvm\"", "\"title\" : \"NMI, same map\"", "\"words\"")
                .contains("\"verdict\" : \"not-run\"", "\"codes\" : [ \"EDEADLK\", \"ETIMEDOUT\" ]")
                .contains("\"breaches\" : [ \"lost\", \"freed twice\" ]", "\"replay\" : null", "\"control\" : true")
                .doesNotContain("\"compared\"", "\"controls\"");
    }

    @Test
    void aMissingFileIsOneLine() {
        assertBad("no such file");
    }

    @Test
    void aFileThatIsCutShortIsOneLine() throws IOException {
        Path file = VerdictMatrixFile.write(folder, MatrixFixture.matrix());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertBad("not valid JSON, or cut short (line ");
        Files.write(file, new byte[0]);
        assertBad("the file is empty");
        Files.writeString(file, "[1]");
        assertBad("no schema number");
    }

    @ParameterizedTest
    @CsvSource({
        "2,schema 2 is newer than this build reads (1); use the Spinlab version that measured the run",
        "0,schema 0 is older than this build reads (1); use the Spinlab version that measured the run"
    })
    void anotherSchemaSaysWhichAndWhatToDo(int schema, String message) throws IOException {
        edit("\"schema\" : 1", "\"schema\" : " + schema);
        assertBad(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"words\"|\"verbs\"|words",
                "\"seed\" : 42|\"seed\" : \"x\"|seed",
                "\"backend\" : \"rqspinlock\"|\"backend\" : null|backend",
                "\"verdict\" : \"works\"|\"verdict\" : \"shines\"|unknown verdict 'shines'",
                "\"column\" : \"abba\"|\"column\" : \"baab\"|percpu-counter has an unknown column 'baab'",
                "\"column\" : \"abba\"|\"column\" : \"aa\"|percpu-counter has two cells in column 'aa'",
                "\"id\" : \"abba\"|\"id\" : \"aa\"|two columns 'aa'",
                "\"schedules\" : 1234567|\"schedules\" : -1|schedules is negative: -1",
                "\"seconds\" : 93.26|\"seconds\" : -0.5|seconds is not a time: -0.5"
            })
    void aSenselessFieldIsNamed(String from, String to, String problem) throws IOException {
        edit(from, to);
        assertBad(problem);
    }

    @Test
    void aFolderThatCannotBeIsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("plain"), "x");
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> VerdictMatrixFile.write(file, MatrixFixture.matrix()))
                .withMessageContaining(file + ": cannot be written (");
    }

    @Test
    void aColumnWithoutACellWasNotRun() {
        VerdictMatrix.Row row = new VerdictMatrix.Row("a", false, List.of());
        assertThat(row.cell("aa")).isEqualTo(VerdictMatrix.Cell.notRun("aa"));
    }

    private void edit(String from, String to) throws IOException {
        Path file = VerdictMatrixFile.write(folder, MatrixFixture.matrix());
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private void assertBad(String problem) {
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> VerdictMatrixFile.read(folder))
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith(VerdictMatrixFile.in(folder) + ": ")
                        .contains(problem)
                        .contains("; ")
                        .doesNotContain("\n")
                        .doesNotContain("tools.jackson")
                        .doesNotContain("Exception"));
    }
}
