package dev.spinlab.results.gate.timed;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.gate.history.HistoryEntry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateHistoryTest {
    private static final Instant TIME = Instant.parse("2026-11-21T12:05:00Z");

    private static GateFile.Stored gate(int rounds) {
        GateData data = GateFixture.seeded(1)
                .rows(3)
                .rounds(rounds)
                .withExtras()
                .planted(GateFixture.row(1), 1.3)
                .data();
        return new GateFile.Stored(data, Decision.after(data, 4));
    }

    private static HistoryEntry.Row row(HistoryEntry entry, RowKey row) {
        return requireNonNull(entry.rows().get(row.toString()));
    }

    private static HistoryEntry entry(GateFile.Stored gate) {
        return GateHistory.entry(gate, TIME, "c0ffee", "0123456789ab");
    }

    @Test
    void everyRowHasTheMediansOfHeadAndBaseAndItsVerdict() {
        GateFile.Stored gate = gate(12);
        HistoryEntry entry = entry(gate);
        assertThat(entry.gate()).isEqualTo(HistoryEntry.Gate.TIMED);
        assertThat(entry.at()).isEqualTo(TIME);
        assertThat(entry.commit()).isEqualTo("c0ffee");
        assertThat(entry.fingerprint()).isEqualTo("0123456789ab");
        assertThat(entry.rows())
                .containsOnlyKeys(gate.verdict().rows(Arm.HEAD).stream()
                        .map(row -> row.row().toString())
                        .toList());
        RowKey slow = GateFixture.row(1);
        HistoryEntry.Row row = row(entry, slow);
        assertThat(row.unit()).isEqualTo("ns");
        assertThat(row.direction()).isEqualTo(Direction.SMALLER_IS_BETTER);
        assertThat(row.estimate())
                .isEqualTo(RowSample.of(gate.data(), slow, Arm.HEAD).median().estimate())
                .isBetween(125.0, 135.0);
        assertThat(row.base())
                .isEqualTo(RowSample.of(gate.data(), slow, Arm.BASE).median().estimate())
                .isBetween(95.0, 105.0);
        assertThat(row.low()).isLessThan(row.estimate());
        assertThat(row.high()).isGreaterThan(row.estimate());
        assertThat(row.verdict()).isEqualTo("REGRESSED");
        HistoryEntry.Row goodput = row(entry, new RowKey(slow.backend(), slow.workload(), Metric.GOODPUT));
        assertThat(goodput.direction()).isEqualTo(Direction.GREATER_IS_BETTER);
        assertThat(goodput.unit()).isEqualTo("ops/s");
        HistoryEntry.Row busy = row(entry, new RowKey(slow.backend(), slow.workload(), Metric.FAILED_CALLS, "EBUSY"));
        assertThat(busy.estimate()).isBetween(0.2, 0.202);
        assertThat(busy.verdict()).isEqualTo("NO_RISE");
    }

    @Test
    void aSingleRoundHasNoLimits() {
        HistoryEntry.Row row = row(entry(gate(1)), GateFixture.row(0));
        assertThat(row.low()).isNull();
        assertThat(row.high()).isNull();
        assertThat(row.base()).isNotNull();
    }

    @Test
    void aRowThatWasNotMeasuredIsLeftOutAndAGateWithoutAnyRefused() {
        GateData data = gate(2).data();
        GateData partly = data.withBlocks(data.blocks().stream()
                .filter(block -> !block.measures(GateFixture.row(2)))
                .toList());
        assertThat(entry(new GateFile.Stored(partly, Decision.after(partly, 4))).rows())
                .containsKey(GateFixture.row(0).toString())
                .doesNotContainKey(GateFixture.row(2).toString());
        GateData empty = data.withBlocks(List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(new GateFile.Stored(empty, Decision.after(empty, 1))))
                .withMessage("rows is empty");
    }
}
