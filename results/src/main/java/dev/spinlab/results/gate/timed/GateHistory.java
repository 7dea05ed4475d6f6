package dev.spinlab.results.gate.timed;

import dev.spinlab.results.gate.history.HistoryEntry;
import dev.spinlab.results.stat.Interval;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A timed gate as an entry of the history: of each row the medians of head and base, and the verdict. */
public final class GateHistory {
    private GateHistory() {}

    /**
     * Makes the entry.
     *
     * @param gate the gate; not a void one, whose values mean nothing
     * @param time when it ended
     * @param commit full hash of the head
     * @param fingerprint id of the machine
     * @return the entry
     * @throws IllegalArgumentException if nothing was measured
     */
    public static HistoryEntry entry(GateFile.Stored gate, Instant time, String commit, String fingerprint) {
        SortedMap<String, HistoryEntry.Row> rows = new TreeMap<>();
        for (RowVerdict verdict : gate.verdict().rows(Arm.HEAD)) {
            RowSample head = RowSample.of(gate.data(), verdict.row(), Arm.HEAD);
            if (!head.forks().isEmpty()) {
                rows.put(
                        verdict.row().toString(),
                        row(verdict, head, RowSample.of(gate.data(), verdict.row(), Arm.BASE)));
            }
        }
        return HistoryEntry.of(HistoryEntry.Gate.TIMED, time, commit, fingerprint, rows);
    }

    private static HistoryEntry.Row row(RowVerdict verdict, RowSample head, RowSample base) {
        Interval median = head.median();
        return new HistoryEntry.Row(
                verdict.row().metric().unit(),
                head.direction(),
                median.estimate(),
                orNull(median.low()),
                orNull(median.high()),
                base.median().estimate(),
                verdict.outcome().name());
    }

    private static @Nullable Double orNull(double limit) {
        return Double.isNaN(limit) ? null : limit;
    }
}
