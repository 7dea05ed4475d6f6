package dev.spinlab.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.results.gate.machine.Fingerprint;
import dev.spinlab.results.gate.machine.Scaling;
import dev.spinlab.results.gate.machine.TimedBaseline;
import dev.spinlab.results.gate.machine.TimedBaselineFile;
import dev.spinlab.results.gate.timed.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command does before it measures: these tests do not run from a jar, so it never does. */
class GateBaselineCommandTest {
    private static final String WOULD_MEASURE = "gate baseline: this build does not run from a jar";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    private int gate(String... options) {
        PrintStream out = System.out;
        PrintStream captured = new PrintStream(console, true, StandardCharsets.UTF_8);
        System.setOut(captured);
        try {
            return Main.run(
                    captured,
                    Stream.concat(
                                    Stream.of(
                                            "gate",
                                            "baseline",
                                            "--output",
                                            folder.resolve("runs").toString()),
                                    Stream.of(options))
                            .toArray(String[]::new));
        } finally {
            System.setOut(out);
        }
    }

    private String said() {
        return console.toString(StandardCharsets.UTF_8);
    }

    private static Fingerprint here() {
        EnvironmentReader reader = EnvironmentReader.ofThisMachine();
        return reader.fingerprint(JvmFlags.forGates(reader));
    }

    private Path store(Fingerprint machine) {
        List<Double> times = List.of(100.0, 101.0, 102.0);
        return TimedBaselineFile.write(
                folder,
                TimedBaseline.of(
                        machine,
                        "c0ffee",
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Map.of(
                                "a, b, cpuNanosPerSuccess",
                                new TimedBaseline.Row(Metric.CPU.unit(), Metric.CPU.direction(), Scaling.TIME, times)),
                        new TimedBaseline.Calibration(times, times, times)));
    }

    @Test
    void withoutABaselineNothingPassesAndTheRemediesAreNamed() {
        for (String undecided : List.of("report", "pass", "fail")) {
            console.reset();
            assertThat(gate("--baseline", folder.toString(), "--undecided", undecided))
                    .isEqualTo(ExitCodes.UNDECIDED);
            assertThat(said())
                    .hasLineCount(1)
                    .contains(here().id() + ".json: no baseline", "gate baseline --accept", "gate timed --base REF");
        }
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void aBaselineThatCanBeReadIsMeasuredAgainst() {
        store(here());
        assertThat(gate("--baseline", folder.toString())).isEqualTo(ExitCodes.BAD);
        assertThat(said()).hasLineCount(1).contains(WOULD_MEASURE);
    }

    @Test
    void acceptingNeedsNoBaselineAndMindsNoDamagedOne() throws IOException {
        Files.writeString(TimedBaselineFile.in(folder, here().id()), "{");
        assertThat(gate("--accept", "--baseline", folder.toString())).isEqualTo(ExitCodes.BAD);
        assertThat(said()).hasLineCount(1).contains(WOULD_MEASURE);
    }

    @Test
    void theBaselineOfAnotherMachineIsRefusedWithTheReasonAndTheRemedy() {
        Map<String, String> parts = new TreeMap<>(here().parts());
        parts.put("JVM version", "another");
        store(new Fingerprint("0123456789ab", parts));
        assertThat(gate("--baseline", folder.toString())).isEqualTo(ExitCodes.BAD);
        assertThat(said())
                .hasLineCount(1)
                .contains(
                        "no baseline of this machine, the most similar one is 0123456789ab (JVM version: another against")
                .contains("gate timed --base REF");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\" : 1|\"schema\" : 0|schema 0 is older than this build reads (1)",
                "\"schema\" : 1|\"schema\" : 2|schema 2 is newer than this build reads (1)",
                "\"schema\" : 1|\"shape\" : 1|no schema number at the top",
                "[ 100.0, 101.0, 102.0 ]|[ 100.0 ]|has a single fork, which tells nothing of how much forks differ",
                "100.0|\"NaN\"|negative or not finite",
                "100.0|0.0|a row has a time or a rate of 0",
                "100.0|-1.0|negative or not finite",
                "\"rows\"|\"ranks\"|content does not fit",
                "{|[|not valid JSON, or cut short"
            })
    void aDamagedBaselineIsOneLineAndExitCodeTwo(String from, String to, String problem) throws IOException {
        Path file = store(here());
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replaceFirst(Pattern.quote(from), to));
        assertThat(gate("--baseline", folder.toString())).isEqualTo(ExitCodes.BAD);
        assertThat(said()).hasLineCount(1).contains(file.toString(), problem).doesNotContain(WOULD_MEASURE);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "100", "400"})
    void aBaselineThatIsCutShortIsOneLineAndExitCodeTwo(int length) throws IOException {
        Path file = store(here());
        Files.writeString(file, Files.readString(file).substring(0, length));
        assertThat(gate("--baseline", folder.toString())).isEqualTo(ExitCodes.BAD);
        assertThat(said()).hasLineCount(1).contains(file.toString()).doesNotContain(WOULD_MEASURE);
    }
}
