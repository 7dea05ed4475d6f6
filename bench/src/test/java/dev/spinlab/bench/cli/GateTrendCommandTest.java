package dev.spinlab.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.gate.history.HistoryEntry;
import dev.spinlab.results.gate.history.HistoryFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTrendCommandTest {
    private static final Instant START = Instant.parse("2026-01-01T06:00:00Z");
    private static final String MACHINE = "0123456789ab";
    private static final String ROW = "rqspinlock, create-delete, cpuNanosPerSuccess";

    /** The gate at which the values change. */
    private static final int CHANGE = 20;

    private static final int GATES = 40;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    private Path file() {
        return folder.resolve("history.jsonl");
    }

    private int trend(String... options) {
        console.reset();
        PrintStream before = System.out;
        PrintStream captured = new PrintStream(console, true, StandardCharsets.UTF_8);
        System.setOut(captured);
        List<String> args = new ArrayList<>(List.of(
                "gate",
                "trend",
                file().toString(),
                "--output",
                folder.resolve("charts").toString()));
        args.addAll(List.of(options));
        try {
            return Main.run(captured, args.toArray(new String[0]));
        } finally {
            System.setOut(before);
        }
    }

    private String said() {
        return console.toString(StandardCharsets.UTF_8);
    }

    private static String commit(int day) {
        return String.format("%07x%033x", 0xabc0000 + day, 0);
    }

    private void timed(int gates, double factor) {
        Random noise = new Random(11);
        for (int day = 0; day < gates; day++) {
            double nanos = 100 * (day < CHANGE ? 1 : factor) * (1 + 0.005 * noise.nextGaussian());
            append(HistoryEntry.Gate.TIMED, day, MACHINE, "ns", nanos);
        }
    }

    private void exact(double... steps) {
        for (int day = 0; day < steps.length; day++) {
            append(HistoryEntry.Gate.EXACT, day, HistoryEntry.ANY_MACHINE, "steps", steps[day]);
        }
    }

    private void append(HistoryEntry.Gate gate, int day, String machine, String unit, double value) {
        append(gate, day, commit(day), machine, unit, value);
    }

    private void append(HistoryEntry.Gate gate, int day, String commit, String machine, String unit, double value) {
        HistoryEntry.Row row =
                new HistoryEntry.Row(unit, Direction.SMALLER_IS_BETTER, value, null, null, null, "EQUIVALENT");
        HistoryFile.append(
                file(), HistoryEntry.of(gate, START.plus(Duration.ofDays(day)), commit, machine, Map.of(ROW, row)));
    }

    @Test
    void withoutAChangeAllIsWell() {
        timed(GATES, 1);
        assertThat(trend("--since", "2026-01-01")).as(said()).isEqualTo(ExitCodes.GOOD);
        assertThat(said())
                .contains("Trend: 40 gates of machine " + MACHINE, "1 row without a change")
                .contains("0 changes for the worse since 2026-01-01T00:00:00Z");
        assertThat(folder.resolve("charts/trend.svg")).exists();
        assertThat(folder.resolve("charts/trend.png")).exists();
    }

    @Test
    void aChangeForTheWorseIsShownAndRedOnlyIfItIsNewerThanAsked() {
        timed(GATES, 1.1);
        assertThat(trend()).isEqualTo(ExitCodes.GOOD);
        assertThat(said().lines())
                .filteredOn(line -> line.contains(ROW))
                .singleElement()
                .asString()
                .matches("  worse +" + ROW + "  " + commit(CHANGE).substring(0, 10) + "  2026-01-21  \\S+ ns +\\S+ ns +"
                        + "1\\.1\\d\\d \\[1\\.\\d{3}, 1\\.\\d{3}]  0\\.\\d+");
        assertThat(trend("--since", "2026-01-21T05:59:59Z")).isEqualTo(ExitCodes.FOUND);
        assertThat(said()).contains("  WORSE  ", "1 change for the worse since 2026-01-21T05:59:59Z");
        assertThat(trend("--since", "2026-01-21T06:00:00Z")).isEqualTo(ExitCodes.GOOD);
    }

    @Test
    void aChangeForTheBetterIsNeverRed() {
        timed(GATES, 0.9);
        assertThat(trend("--since", "2026-01-01")).isEqualTo(ExitCodes.GOOD);
        assertThat(said()).contains("  better  " + ROW);
    }

    @Test
    void aCommitStandsForItsGate() {
        timed(GATES, 1.1);
        assertThat(trend("--since", commit(CHANGE - 1))).isEqualTo(ExitCodes.FOUND);
        assertThat(trend("--since", commit(CHANGE).substring(0, 7))).isEqualTo(ExitCodes.GOOD);
        // Gated once more after the change, which is then older than its last gate.
        append(HistoryEntry.Gate.TIMED, GATES, commit(CHANGE - 1), MACHINE, "ns", 110);
        assertThat(trend("--since", commit(CHANGE - 1))).isEqualTo(ExitCodes.GOOD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-13-01          | --since 2026-13-01: no time by ISO 8601",
                "2026-01-01Tmorning  | --since 2026-01-01Tmorning: no time by ISO 8601",
                "no-such-branch      | --since no-such-branch: neither a time nor a commit of this checkout",
                "0000000             | --since 0000000: neither a time nor a commit",
                "HEAD                | --since HEAD: "
            })
    void aTimeThatIsNoneIsOneLine(String since, String expected) {
        timed(2, 1);
        assertThat(trend("--since", since)).isEqualTo(ExitCodes.BAD);
        assertThat(said()).startsWith(expected).hasLineCount(1);
    }

    @Test
    void aHashThatBeginsSeveralCommitsIsOneLine() {
        append(HistoryEntry.Gate.TIMED, 1, MACHINE, "ns", 1);
        String other = commit(1).substring(0, 39) + "1";
        HistoryFile.append(
                file(),
                HistoryEntry.of(
                        HistoryEntry.Gate.TIMED,
                        START,
                        other + HistoryOption.CHANGED,
                        MACHINE,
                        HistoryFile.read(file()).entries().get(0).rows()));
        assertThat(trend("--since", commit(1).substring(0, 8))).isEqualTo(ExitCodes.BAD);
        assertThat(said()).contains("so begin 2 commits of the history").hasLineCount(1);
        assertThat(trend("--since", other)).isEqualTo(ExitCodes.UNDECIDED);
    }

    @Test
    void tooFewGatesAreUndecided() throws IOException {
        timed(9, 1);
        assertThat(trend()).isEqualTo(ExitCodes.UNDECIDED);
        assertThat(said()).contains("no search: 9 values, a change needs at least 10");
        Files.writeString(file(), "\n");
        assertThat(trend()).isEqualTo(ExitCodes.UNDECIDED);
        assertThat(said()).contains("no gate yet");
        exact(5);
        assertThat(trend()).isEqualTo(ExitCodes.UNDECIDED);
    }

    @Test
    void exactFiguresNeedTwoGatesAndStandBesideTheTimes() {
        exact(500, 500, 501);
        assertThat(trend()).isEqualTo(ExitCodes.GOOD);
        assertThat(trend("--since", "2026-01-02")).isEqualTo(ExitCodes.FOUND);
        assertThat(said()).contains("3 exact gates").contains("1.002  exact");
        assertThat(folder.resolve("charts/trend-exact.svg")).exists();
        assertThat(folder.resolve("charts/trend.svg")).doesNotExist();
        timed(9, 1);
        assertThat(trend()).as("of the times nothing could be said yet").isEqualTo(ExitCodes.UNDECIDED);
        assertThat(trend("--since", "2026-01-02")).isEqualTo(ExitCodes.FOUND);
    }

    @Test
    void aMachineIsChosenByItsFingerprint() {
        timed(GATES, 1.1);
        append(HistoryEntry.Gate.TIMED, GATES, "fedcba987654", "ns", 50);
        assertThat(trend("--since", "2026-01-01")).isEqualTo(ExitCodes.UNDECIDED);
        assertThat(said()).contains("1 gate of machine fedcba987654; 40 of other machines left out");
        assertThat(trend("--since", "2026-01-01", "--machine", MACHINE)).isEqualTo(ExitCodes.FOUND);
        assertThat(trend("--machine", "other")).isEqualTo(ExitCodes.BAD);
        assertThat(said())
                .contains("--machine other: the history has no gate of it; known: " + MACHINE + ", fedcba987654")
                .hasLineCount(1);
    }

    @Test
    void aHalfWrittenLastLineCostsThatLineAlone() throws IOException {
        timed(GATES, 1.1);
        Files.writeString(file(), "{\"schema\":1,\"gate\":\"TIM", StandardOpenOption.APPEND);
        assertThat(trend("--since", "2026-01-01")).isEqualTo(ExitCodes.FOUND);
        assertThat(said())
                .startsWith("note: " + file() + ", line 41: not valid JSON, or cut short; skipped")
                .contains("40 gates");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\":1     | \"schema\":0       | schema 0 is older than this build reads (1)",
                "\"schema\":1     | \"schema\":2       | schema 2 is newer than this build reads (1)",
                "\"estimate\":5.0 | \"estimate\":\"NaN\" | estimate is not finite",
                "\"gate\":\"EXACT\" | \"gate\":\"OTHER\" | OTHER",
                "{                | [                  | not valid JSON, or cut short"
            })
    void aFileOfWhichNothingCanBeReadIsOneLine(String from, String to, String expected) throws IOException {
        exact(5);
        String text = Files.readString(file());
        assertThat(text).contains(from);
        Files.writeString(file(), text.replace(from, to));
        assertThat(trend()).isEqualTo(ExitCodes.BAD);
        assertThat(said())
                .startsWith(file() + ": none of its 1 lines can be read, line 1: ")
                .contains(expected)
                .hasLineCount(1);
    }

    @Test
    void chartsThatCannotBeWrittenAreOneLine() throws IOException {
        timed(GATES, 1);
        Files.createFile(folder.resolve("charts"));
        assertThat(trend()).isEqualTo(ExitCodes.BAD);
        assertThat(said()).contains("charts: cannot be written (");
    }
}
