package dev.spinlab.results.gate.history;

import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the changes in the figures of the exact gates, which do not scatter: every difference is one. */
public final class ExactTrend {
    /** A difference takes two. */
    private static final int SHORTEST = 2;

    private static final double PERCENT = 100;

    private ExactTrend() {}

    /**
     * Finds the changes.
     *
     * @param history the history
     * @return every figure that an exact gate has put on record, none if there is no such gate
     */
    public static Trends find(History history) {
        List<HistoryEntry> entries = history.of(HistoryEntry.Gate.EXACT);
        SortedMap<String, HistoryEntry.Row> latest = new TreeMap<>();
        entries.forEach(entry -> latest.putAll(entry.rows()));
        List<Trends.Row> rows = new ArrayList<>();
        latest.forEach((key, row) -> rows.add(row(key, row, entries)));
        return new Trends(HistoryEntry.ANY_MACHINE, entries.size(), 0, 0, rows);
    }

    private static Trends.Row row(String key, HistoryEntry.Row latest, List<HistoryEntry> entries) {
        List<Trends.Point> points = new ArrayList<>();
        List<Trends.Step> steps = new ArrayList<>();
        for (HistoryEntry entry : entries) {
            HistoryEntry.Row row = entry.rows().get(key);
            if (row == null) {
                continue;
            }
            Trends.Point point = Trends.Point.of(entry, row);
            double before = points.isEmpty()
                    ? point.value()
                    : points.get(points.size() - 1).value();
            if (before != point.value()) {
                steps.add(step(points.size(), point, before, latest));
            }
            points.add(point);
        }
        return new Trends.Row(key, latest.unit(), latest.direction(), points, steps, SHORTEST, 0);
    }

    private static Trends.Step step(int index, Trends.Point point, double before, HistoryEntry.Row row) {
        double difference = point.value() - before;
        double percent = before > 0 ? PERCENT * difference / before : Double.NaN;
        return new Trends.Step(
                index,
                point.time(),
                point.commit(),
                0,
                new Interval(percent, percent, percent, 1, 1),
                difference > 0,
                row.direction().isWorse(difference));
    }
}
