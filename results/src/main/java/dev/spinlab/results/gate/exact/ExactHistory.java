package dev.spinlab.results.gate.exact;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.gate.history.HistoryEntry;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An exact gate as an entry of the history: the totals that are costs, by backend and case. The other figures follow from
 * what was asked for, or are gated as verdicts.
 */
public final class ExactHistory {
    private static final String ALLOCATED = "allocatedBytes";

    /** What a strategy pays with, and its unit. */
    private static final Map<String, String> UNITS = Map.of(
            "steps",
            "steps",
            "atomics",
            "rmw",
            "lockAcquisitions",
            "locks",
            "contextSwitches",
            "switches",
            ALLOCATED,
            "bytes");

    private ExactHistory() {}

    /** A total and its unit. */
    private record Cost(String unit, double total) {}

    /**
     * Makes the entry. The verdict of a row is {@code ACCEPTED} where nothing was compared, {@code NEW} where there was
     * nothing to compare with, else {@code SAME} or {@code CHANGED}.
     *
     * @param counted what was counted
     * @param accepted what it was compared with, null if it was accepted instead
     * @param time when
     * @param commit full hash of what was counted
     * @return the entry
     * @throws IllegalArgumentException if nothing was counted
     */
    public static HistoryEntry entry(ExactRecord counted, @Nullable ExactRecord accepted, Instant time, String commit) {
        SortedMap<String, Cost> before = accepted == null ? new TreeMap<>() : costs(accepted);
        SortedMap<String, HistoryEntry.Row> rows = new TreeMap<>();
        costs(counted).forEach((key, cost) -> {
            Cost base = before.get(key);
            String verdict = accepted == null ? "ACCEPTED" : base == null ? "NEW" : compared(base, cost);
            Double baseTotal = base == null ? null : base.total();
            rows.put(
                    key,
                    new HistoryEntry.Row(
                            cost.unit(), Direction.SMALLER_IS_BETTER, cost.total(), null, null, baseTotal, verdict));
        });
        return HistoryEntry.of(HistoryEntry.Gate.EXACT, time, commit, HistoryEntry.ANY_MACHINE, rows);
    }

    private static String compared(Cost base, Cost cost) {
        return base.equals(cost) ? "SAME" : "CHANGED";
    }

    /** A record leaves out what is 0; allocation is counted in cases of a single task only, so there it stays out. */
    private static SortedMap<String, Cost> costs(ExactRecord record) {
        SortedMap<String, Cost> costs = new TreeMap<>();
        for (ExactRecord.Row row : record.rows()) {
            UNITS.forEach((figure, unit) -> {
                Long total = row.figures().get(figure);
                if (total != null || !figure.equals(ALLOCATED)) {
                    costs.put(
                            row.backend() + ", " + row.measured() + ", " + figure,
                            new Cost(unit, total == null ? 0 : total));
                }
            });
        }
        return costs;
    }
}
