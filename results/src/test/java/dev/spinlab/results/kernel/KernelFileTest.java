package dev.spinlab.results.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.results.fixture.KernelFixture;
import dev.spinlab.results.run.BadRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelFileTest {
    @TempDir
    Path folder;

    @Test
    void readsBackWhatWasWritten() throws IOException {
        assertThat(KernelFile.read(folder)).isEmpty();
        Path file = KernelFile.write(folder, KernelFixture.figures());
        assertThat(file).isEqualTo(folder.resolve("kernel.json"));
        assertThat(KernelFile.read(folder)).contains(KernelFixture.figures());
        assertThat(Files.readString(file))
                .startsWith("{\n  \"schema\" : 1,")
                .contains(
                        "\"release\" : \"6.18.44-test\"",
                        "\"architecture\" : \"amd64\"",
                        "\"locks\" : \"COUNTER\"",
                        "\"create NULL\" : 9280",
                        "\"owner\" : \"shared\"")
                .doesNotContain("title", "limits", "label");
    }

    @Test
    void aKernelThatTellsNoPreemptionModelIsReadBackToo() {
        KernelFigures untold = KernelFixture.figures(KernelFigures.Locks.UNKNOWN, null);
        KernelFile.write(folder, untold);
        assertThat(KernelFile.read(folder)).contains(untold);
    }

    @Test
    void aDamagedFileIsOneLine() throws IOException {
        Path file = KernelFile.write(folder, KernelFixture.figures());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertBad("not valid JSON, or cut short (line ");
        Files.write(file, new byte[0]);
        assertBad("the file is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\" : 1|\"schema\" : 2|schema 2 is newer",
                "\"schema\" : 1|\"schema\" : 0|schema 0 is older",
                "2026-01-02T05:00:00Z|yesterday|time 'yesterday' is no ISO-8601 instant",
                "\"locks\" : \"COUNTER\"|\"locks\" : \"SPIN\"|at 'locks'",
                "\"release\" : \"6.18.44-test\"|\"release\" : \"\"|release is missing",
                "\"threads\" : 2|\"threads\" : 0|0 threads cannot keep 1 CPUs busy",
                "\"owner\" : \"shared\"|\"owner\" : \"mine\"|owner is neither own nor shared",
                "\"calls\" : 500000|\"calls\" : 41000|41002 failures in 41000 calls",
                "\"calls\" : 500000|\"calls\" : 0|calls must be above 0",
                "\"update ENOENT\" : 2|\"update ENOENT\" : 0|failures of update ENOENT must be above 0",
                "\"interruptMicros\" : 100|\"interruptMicros\" : 0|handlers have made calls where there are no interrupts",
                "\"least\" : 918.9|\"least\" : 1e9|a range goes from its least to its greatest value",
                "\"leftOut\"|\"left\"|leftOut"
            })
    void aSenselessFieldIsNamed(String from, String to, String problem) throws IOException {
        Path file = KernelFile.write(folder, KernelFixture.figures());
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
        assertBad(problem);
    }

    @Test
    void twoRowsOfOneCaseAreRefused() throws IOException {
        Path file = KernelFile.write(folder, KernelFixture.figures());
        String one = "\"threads\" : 1,\n    \"cpus\" : 1,\n    \"interruptMicros\" : 0";
        String text = Files.readString(file);
        assertThat(text).contains(one);
        Files.writeString(file, text.replace(one.replace("\"threads\" : 1", "\"threads\" : 2"), one));
        assertBad("two rows 'create-delete, 1 thread on 1 CPU'");
    }

    private void assertBad(String problem) {
        assertThatExceptionOfType(BadRunException.class)
                .isThrownBy(() -> KernelFile.read(folder))
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith(KernelFile.in(folder) + ": ")
                        .contains(problem)
                        .doesNotContain("\n"));
    }
}
