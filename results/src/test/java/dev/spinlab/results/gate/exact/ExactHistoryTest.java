package dev.spinlab.results.gate.exact;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.gate.history.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExactHistoryTest {
    private static final Instant TIME = Instant.parse("2026-11-21T12:05:00Z");
    private static final String ROW = "rqspinlock, create-delete, ";
    private static final ExactRecord COUNTED = ExactChangeTest.record(
            Map.of("steps", 40L, "atomics", 7L, "successes", 200L, "calls", 400L), Map.of("aa", "works"));

    private static HistoryEntry.Row row(@Nullable ExactRecord accepted, String figure) {
        return requireNonNull(
                ExactHistory.entry(COUNTED, accepted, TIME, "c0ffee").rows().get(ROW + figure));
    }

    @Test
    void theCostsAreTakenAndNothingElse() {
        HistoryEntry entry = ExactHistory.entry(COUNTED, null, TIME, "c0ffee");
        assertThat(entry.gate()).isEqualTo(HistoryEntry.Gate.EXACT);
        assertThat(entry.fingerprint()).isEqualTo("any");
        assertThat(entry.at()).isEqualTo(TIME);
        assertThat(entry.commit()).isEqualTo("c0ffee");
        assertThat(entry.rows())
                .containsOnlyKeys(ROW + "atomics", ROW + "contextSwitches", ROW + "lockAcquisitions", ROW + "steps");
        assertThat(row(null, "steps"))
                .isEqualTo(
                        new HistoryEntry.Row("steps", Direction.SMALLER_IS_BETTER, 40, null, null, null, "ACCEPTED"));
        assertThat(row(null, "atomics").unit()).isEqualTo("rmw");
        assertThat(row(null, "lockAcquisitions").estimate()).isZero();
    }

    @Test
    void allocationIsThereWhereItWasCounted() {
        ExactRecord counted = ExactChangeTest.record(Map.of("allocatedBytes", 800L), Map.of());
        assertThat(ExactHistory.entry(counted, null, TIME, "c").rows().get(ROW + "allocatedBytes"))
                .isEqualTo(
                        new HistoryEntry.Row("bytes", Direction.SMALLER_IS_BETTER, 800, null, null, null, "ACCEPTED"));
    }

    @Test
    void whatWasAcceptedIsTheBase() {
        ExactRecord accepted = ExactChangeTest.record(Map.of("steps", 39L, "atomics", 7L), Map.of());
        assertThat(row(accepted, "steps").base()).isEqualTo(39);
        assertThat(row(accepted, "steps").verdict()).isEqualTo("CHANGED");
        assertThat(row(accepted, "atomics").base()).isEqualTo(7);
        assertThat(row(accepted, "atomics").verdict()).isEqualTo("SAME");
        ExactRecord other = new ExactRecord(1, 1, 200, List.of(), List.of());
        assertThat(row(other, "steps").base()).isNull();
        assertThat(row(other, "steps").verdict()).isEqualTo("NEW");
    }

    @Test
    void nothingCountedIsRefused() {
        ExactRecord empty = new ExactRecord(1, 1, 200, List.of(), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExactHistory.entry(empty, null, TIME, "c"))
                .withMessage("rows is empty");
    }
}
