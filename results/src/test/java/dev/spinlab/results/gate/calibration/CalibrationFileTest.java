package dev.spinlab.results.gate.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.results.chart.Charts;
import dev.spinlab.results.gate.machine.Fingerprint;
import dev.spinlab.results.run.BadRunException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationFileTest {
    @TempDir
    private Path folder;

    private static Calibration calibration() {
        return new Calibrator(CalibratorTest.recording(0.02), 5, 4).calibrate(600);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Calibration calibration = calibration();
        CalibrationFile.write(folder.resolve("new"), calibration);
        assertThat(CalibrationFile.read(folder.resolve("new"), CalibratorTest.MACHINE))
                .hasValue(calibration);
    }

    @Test
    void anotherMachineHasNone() {
        CalibrationFile.write(folder, calibration());
        assertThat(CalibrationFile.read(folder, new Fingerprint("ffffffffffff", Map.of())))
                .isEmpty();
    }

    @Test
    void aFileUnderAnotherMachinesNameIsRefused() throws IOException {
        Path file = CalibrationFile.write(folder, calibration());
        Fingerprint other = new Fingerprint("ffffffffffff", Map.of());
        Files.copy(file, folder.resolve("ffffffffffff.json"));
        assertThatThrownBy(() -> CalibrationFile.read(folder, other))
                .isInstanceOf(BadRunException.class)
                .hasMessageContaining("is of machine 0123456789ab");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\" : 1|\"schema\" : 2|schema 2 is newer",
                "\"schema\" : 1|\"schema\" : 0|schema 0 is older",
                "\"calibration\"|\"other\"|content does not fit",
                "\"hits\" :|\"hits\" : -1, \"was\" :|content does not fit",
                "{|[|not valid JSON, or cut short"
            })
    void damageIsOneLine(String from, String to, String problem) throws IOException {
        Path file = CalibrationFile.write(folder, calibration());
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
        assertThatThrownBy(() -> CalibrationFile.read(folder, CalibratorTest.MACHINE))
                .isInstanceOf(BadRunException.class)
                .hasMessageContaining(problem)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void roundsAreReadBackAndGiveTheSameCalibration() {
        Recording recording = CalibratorTest.recording(0.02);
        Recording read = CalibrationFile.readRounds(CalibrationFile.writeRounds(folder, recording));
        assertThat(read).isEqualTo(recording);
        assertThat(new Calibrator(read, 5, 4).calibrate(600)).isEqualTo(calibration());
    }

    @Test
    void damagedRoundsAreOneLine() throws IOException {
        Path file = CalibrationFile.writeRounds(folder, CalibratorTest.recording(0.02));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        refused(file, "cannot be read");
        Files.writeString(file, "{}");
        refused(file, "is damaged");
        Files.write(file, zipped("{\"schema\":1}"));
        refused(file, "is damaged");
        Files.write(file, zipped("{\"schema\":2,\"recording\":null}"));
        refused(file, "is damaged");
        refused(folder.resolve("none.json.gz"), "no such file");
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void refused(Path file, String problem) {
        assertThatThrownBy(() -> CalibrationFile.readRounds(file))
                .isInstanceOf(BadRunException.class)
                .hasMessageContaining(problem)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void theTextAndTheCurveHaveEveryBudgetAndSize() {
        Calibration calibration = calibration();
        String text = CalibrationText.of(calibration);
        assertThat(text).contains("5 min", "10 min", "20 min", "40 min", "7.5 %", "drawn from 40 rounds of 2 rows");
        Charts.Written chart = Charts.write(CalibrationText.chart(calibration), folder);
        assertThat(chart.files()).hasSize(2).allMatch(Files::isRegularFile);
        assertThat(chart.table().rows()).hasSize(4 * Calibrator.SLOWDOWNS.size());
        assertThat(chart.altText()).contains("10 min, 10.0 % slower: found by");
    }
}
