package dev.spinlab.bench.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.results.gate.history.HistoryEntry;
import dev.spinlab.results.gate.history.HistoryFile;
import dev.spinlab.results.gate.timed.Arm;
import dev.spinlab.results.gate.timed.Block;
import dev.spinlab.results.gate.timed.ForkValues;
import dev.spinlab.results.gate.timed.GateData;
import dev.spinlab.results.gate.timed.GateFile;
import dev.spinlab.results.gate.timed.GateVerdict;
import dev.spinlab.results.gate.timed.Metric;
import dev.spinlab.results.gate.timed.Outcome;
import dev.spinlab.results.gate.timed.RowKey;
import dev.spinlab.results.gate.timed.RowVerdict;
import dev.spinlab.results.gate.timed.Settings;
import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.run.Environment;
import dev.spinlab.results.stat.Interval;
import dev.spinlab.results.stat.PairTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HistoryOptionTest {
    private static final RowKey ROW = new RowKey("rqspinlock", "create-delete", Metric.CPU);

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    private Path file() {
        return folder.resolve("history.jsonl");
    }

    private HistoryOption option(String... arguments) {
        return CommandLine.populateCommand(new HistoryOption(), arguments);
    }

    private static GateFile.Stored gate(Status status, String sha) {
        List<ForkValues> forks = new ArrayList<>();
        for (Arm arm : List.of(Arm.BASE, Arm.HEAD, Arm.HEAD, Arm.BASE)) {
            double nanos = (arm == Arm.HEAD ? 110 : 100) + forks.size();
            forks.add(new ForkValues(forks.size(), arm, Map.of(Metric.CPU, nanos), Map.of(), 1000, 0, 5));
        }
        GateData data = new GateData(
                "2026-01-02T03:04:05Z",
                1,
                new Settings(PairTest.Method.T, 0.05, 0.01, List.of(1.0), "1 s", Settings.Floors.USUAL),
                "a machine",
                Map.of(
                        Arm.BASE, new GateData.Source("main", "ba5e", "base.jar"),
                        Arm.HEAD, new GateData.Source("topic", sha, "head.jar")),
                List.of(ROW),
                List.of(new Block(1, 1, ROW.backend(), ROW.workload(), Arm.HEAD, forks)),
                List.of());
        RowVerdict row = new RowVerdict(
                ROW, Arm.HEAD, true, Outcome.UNDECIDED, 1, Interval.pointOnly(1.1, 0.9, 1), 0.5, "too few pairs");
        return new GateFile.Stored(data, new GateVerdict(status, 1, List.of(), List.of(row)));
    }

    private void append(Status status, String sha, boolean running) {
        option("--history", file().toString())
                .append(gate(status, sha), running, EnvironmentReader.ofThisMachine(), new PrintWriter(out, true));
    }

    @Test
    void aTimedGateIsAddedWithTheCommitOfItsHead() {
        append(Status.UNDECIDED, "c0ffee", false);
        append(Status.REGRESSED, "", false);
        List<HistoryEntry> entries = HistoryFile.read(file()).entries();
        assertThat(entries).extracting(HistoryEntry::commit).containsExactly("c0ffee", HistoryOption.UNKNOWN);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.gate()).isEqualTo(HistoryEntry.Gate.TIMED);
            assertThat(entry.fingerprint()).matches("[0-9a-f]{12}");
            HistoryEntry.Row row = requireNonNull(entry.rows().get(ROW.toString()));
            assertThat(row.estimate()).isEqualTo(111.5);
            assertThat(row.base()).isEqualTo(101.5);
            assertThat(row.verdict()).isEqualTo("UNDECIDED");
        });
        assertThat(entries.get(0).fingerprint()).isEqualTo(entries.get(1).fingerprint());
        assertThat(out.toString().lines()).hasSize(2).containsOnly("added to " + file());
    }

    @Test
    void aVoidGateIsNot() {
        append(Status.VOID, "c0ffee", false);
        assertThat(file()).doesNotExist();
        assertThat(out.toString().strip()).isEqualTo("not added to " + file() + ", since the gate is void");
    }

    @Test
    void withoutTheOptionNothingIsAddedOrSaid() {
        HistoryOption option = option();
        option.check();
        option.checkTimed(List.of("rqspinlock=5%"));
        option.append(
                gate(Status.PASS, "c0ffee"), false, EnvironmentReader.ofThisMachine(), new PrintWriter(out, true));
        assertThat(out.toString()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void plantedTimesAreRefusedBeforeTheyAreMeasured() {
        assertThatThrownBy(() -> option("--history", file().toString()).checkTimed(List.of("rqspinlock=5%")))
                .isInstanceOf(BadInputException.class)
                .hasMessageEndingWith("leave out --plant");
        option("--history", file().toString()).checkTimed(List.of());
    }

    @Test
    void aCommitWithChangesIsNotTheCommit() {
        assertThat(HistoryOption.commit(new Environment.Source("c0ffee", false)))
                .isEqualTo("c0ffee");
        assertThat(HistoryOption.commit(new Environment.Source("c0ffee", null))).isEqualTo("c0ffee");
        assertThat(HistoryOption.commit(new Environment.Source("c0ffee", true))).isEqualTo("c0ffee+changes");
        assertThat(HistoryOption.commit(new Environment.Source(null, null))).isEqualTo("unknown");
    }
}
