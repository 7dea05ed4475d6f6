package dev.spinlab.results.gate.history;

import dev.spinlab.results.gate.export.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Histories with rows of known courses. */
final class Histories {
    static final String MACHINE = "0123456789ab";
    static final Instant START = Instant.parse("2026-01-01T06:00:00Z");

    private Histories() {}

    /** Row and direction; the value is in ns for smaller, in ops/s for greater is better. */
    static HistoryEntry.Row row(Direction direction, double value) {
        return new HistoryEntry.Row(
                direction == Direction.SMALLER_IS_BETTER ? "ns/op" : "ops/s",
                direction,
                value,
                value - 0.02 * Math.abs(value),
                value + 0.02 * Math.abs(value),
                value - 1,
                "EQUIVALENT");
    }

    /** One gate a day of one row, the commit being the number of the day. */
    static History of(Direction direction, double... values) {
        return of(MACHINE, direction, Map.of("a/create cpu", values));
    }

    static History of(String machine, Direction direction, Map<String, double[]> courses) {
        List<HistoryEntry> entries = new ArrayList<>();
        int days = courses.values().stream().mapToInt(c -> c.length).max().orElse(0);
        for (int day = 0; day < days; day++) {
            Map<String, HistoryEntry.Row> rows = new TreeMap<>();
            for (Map.Entry<String, double[]> course : courses.entrySet()) {
                if (day < course.getValue().length) {
                    rows.put(course.getKey(), row(direction, course.getValue()[day]));
                }
            }
            entries.add(entry(day, machine, rows));
        }
        return new History(entries, List.of());
    }

    static HistoryEntry entry(int day, String machine, Map<String, HistoryEntry.Row> rows) {
        return HistoryEntry.of(
                HistoryEntry.Gate.TIMED,
                START.plusSeconds(86400L * day),
                String.format("%040d", day).replace(' ', '0'),
                machine,
                rows);
    }

    /** One exact gate a day; NaN for a day without the row. */
    static History exact(Map<String, double[]> courses) {
        List<HistoryEntry> entries = new ArrayList<>();
        int days = courses.values().stream().mapToInt(c -> c.length).max().orElse(0);
        for (int day = 0; day < days; day++) {
            Map<String, HistoryEntry.Row> rows = new TreeMap<>();
            for (Map.Entry<String, double[]> course : courses.entrySet()) {
                double value = course.getValue()[day];
                if (!Double.isNaN(value)) {
                    rows.put(
                            course.getKey(),
                            new HistoryEntry.Row(
                                    "steps", Direction.SMALLER_IS_BETTER, value, null, null, null, "ACCEPTED"));
                }
            }
            entries.add(HistoryEntry.of(
                    HistoryEntry.Gate.EXACT,
                    START.plusSeconds(86400L * day + 1),
                    String.format("%040d", day).replace(' ', '0'),
                    HistoryEntry.ANY_MACHINE,
                    rows));
        }
        return new History(entries, List.of());
    }
}
