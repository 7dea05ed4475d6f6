package dev.spinlab.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.results.gate.exact.ExactRecord;
import dev.spinlab.results.gate.history.HistoryEntry;
import dev.spinlab.results.gate.history.HistoryFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateExactCommandTest {
    /** What is committed, seen from this module. */
    private static final Path COMMITTED = Path.of("../results/baseline/exact.json");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    private int gate(String... options) {
        PrintStream out = System.out;
        PrintStream captured = new PrintStream(console, true, StandardCharsets.UTF_8);
        System.setOut(captured);
        try {
            String[] args = new String[options.length + 2];
            args[0] = "gate";
            args[1] = "exact";
            System.arraycopy(options, 0, args, 2, options.length);
            return Main.run(captured, args);
        } finally {
            System.setOut(out);
        }
    }

    private String said() {
        return console.toString(StandardCharsets.UTF_8);
    }

    /** One counting for both: the committed figures hold, and one that is tampered with is found. */
    @Test
    void theCommittedFiguresAreThoseOfThisBuildAndADifferenceIsRed() throws IOException {
        String committed = Files.readString(COMMITTED);
        String figure = "\"lockAcquisitions\" : 600";
        assertThat(committed).contains(figure);
        Path tampered = folder.resolve("exact.json");
        Files.writeString(tampered, committed.replaceFirst(figure, "\"lockAcquisitions\" : 400"));
        Path history = folder.resolve("results/history.jsonl");
        assertThat(gate("--baseline", tampered.toString(), "--history", history.toString()))
                .as(said())
                .isEqualTo(ExitCodes.FOUND);
        assertThat(said().lines())
                .as("the tampered figure and no other; if a change is meant, 'gate exact --accept'")
                .filteredOn(line -> line.contains(" -> "))
                .containsExactly("percpu-counter: create-delete, 1 CPU x 1 task, preemption full:"
                        + " lockAcquisitions 400 -> 600 (+200)");
        assertThat(said()).contains("1 differ", "gate exact --accept", "added to " + history);
        assertThat(HistoryFile.read(history).of(HistoryEntry.Gate.EXACT))
                .singleElement()
                .satisfies(entry -> assertThat(entry.rows().entrySet())
                        .hasSizeGreaterThan(100)
                        .filteredOn(row -> row.getValue().verdict().equals("CHANGED"))
                        .singleElement()
                        .satisfies(row -> {
                            assertThat(row.getKey())
                                    .isEqualTo("percpu-counter, create-delete, 1 CPU x 1 task, preemption full, "
                                            + "lockAcquisitions");
                            assertThat(row.getValue().base()).isEqualTo(400);
                            assertThat(row.getValue().estimate()).isEqualTo(600);
                        }));
    }

    @Test
    void withoutABaselineNothingPasses() {
        Path missing = folder.resolve("none.json");
        assertThat(gate("--baseline", missing.toString())).isEqualTo(ExitCodes.UNDECIDED);
        assertThat(said()).contains("no baseline", "--accept");
        assertThat(missing).doesNotExist();
    }

    @Test
    void aDamagedBaselineIsNamedBeforeAnythingIsCounted() throws IOException {
        Path damaged = folder.resolve("exact.json");
        Files.writeString(damaged, "{\"schema\" : 1, \"rows");
        assertThat(gate("--baseline", damaged.toString())).isEqualTo(ExitCodes.BAD);
        assertThat(said()).contains("exact.json").contains("cut short").hasLineCount(1);
    }

    @Test
    void whatIsNoHistoryIsNamedBeforeAnythingIsCounted() throws IOException {
        Path record = Files.copy(COMMITTED, folder.resolve("exact.json"));
        assertThat(gate("--baseline", COMMITTED.toString(), "--history", record.toString()))
                .isEqualTo(ExitCodes.BAD);
        assertThat(said()).startsWith(record + ": none of its ").hasLineCount(1);
        assertThat(record).hasSameBinaryContentAs(COMMITTED);
    }

    @Test
    void whatIsAcceptedIsWrittenToANewFolderToo() {
        Path file = folder.resolve("made/exact.json");
        Path history = folder.resolve("history.jsonl");
        assertThat(gate("--accept", "--baseline", file.toString(), "--history", history.toString()))
                .as(said())
                .isEqualTo(ExitCodes.GOOD);
        assertThat(HistoryFile.read(history).entries().get(0).rows().values())
                .allMatch(row -> row.verdict().equals("ACCEPTED") && row.base() == null);
        assertThat(ExactRecord.read(file).rows())
                .isEqualTo(ExactRecord.read(COMMITTED).rows());
        assertThat(said()).contains("accepted: ");
    }
}
