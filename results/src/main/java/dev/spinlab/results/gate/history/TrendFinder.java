package dev.spinlab.results.gate.history;

import dev.spinlab.results.stat.ForkStatistics;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Finds the changes of every row of the timed gates in a history.
 *
 * <p>The level is that of the whole history: it is divided by the number of rows. The interval of a change is Welch's
 * for the ratio of two means, as if the place of the change had been known; a change that was found because it is large
 * is on average somewhat smaller than it looks.
 */
public final class TrendFinder {
    private TrendFinder() {}

    /**
     * The machines that gates were timed on.
     *
     * @param history the history
     * @return their fingerprints, that of the latest gate last
     */
    public static List<String> machines(History history) {
        Set<String> machines = new LinkedHashSet<>();
        for (HistoryEntry entry : history.of(HistoryEntry.Gate.TIMED)) {
            machines.remove(entry.fingerprint());
            machines.add(entry.fingerprint());
        }
        return List.copyOf(machines);
    }

    /**
     * Finds the changes on one machine.
     *
     * @param history the history
     * @param fingerprint the machine; gates of others are left out, since their times do not compare
     * @param settings how to search; its level holds for all rows together
     * @return the rows that the machine has, none if it has no gate in the history
     */
    public static Trends find(History history, String fingerprint, EDivisive.Settings settings) {
        List<HistoryEntry> timed = history.of(HistoryEntry.Gate.TIMED);
        List<HistoryEntry> entries = timed.stream()
                .filter(entry -> entry.fingerprint().equals(fingerprint))
                .toList();
        SortedMap<String, HistoryEntry.Row> latest = new TreeMap<>();
        entries.forEach(entry -> latest.putAll(entry.rows()));
        EDivisive.Settings each = settings.withAlpha(settings.alpha() / Math.max(1, latest.size()));
        List<Trends.Row> rows = new ArrayList<>();
        latest.forEach((key, row) -> rows.add(row(key, row, entries, each)));
        return new Trends(fingerprint, entries.size(), timed.size() - entries.size(), settings.alpha(), rows);
    }

    private static Trends.Row row(
            String key, HistoryEntry.Row latest, List<HistoryEntry> entries, EDivisive.Settings settings) {
        List<Trends.Point> points = new ArrayList<>();
        int dropped = 0;
        for (HistoryEntry entry : entries) {
            HistoryEntry.Row row = entry.rows().get(key);
            if (row == null) {
                continue;
            }
            if (!row.unit().equals(latest.unit()) || row.direction() != latest.direction()) {
                dropped += points.size() + 1;
                points.clear();
            } else {
                points.add(Trends.Point.of(entry, row));
            }
        }
        double[] values = Trends.values(points);
        List<EDivisive.Change> changes = EDivisive.changes(values, settings);
        return new Trends.Row(
                key,
                latest.unit(),
                latest.direction(),
                points,
                steps(latest, points, values, changes),
                settings.shortest(),
                dropped);
    }

    private static List<Trends.Step> steps(
            HistoryEntry.Row row, List<Trends.Point> points, double[] values, List<EDivisive.Change> changes) {
        List<Trends.Step> steps = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            EDivisive.Change change = changes.get(i);
            int from = i == 0 ? 0 : changes.get(i - 1).index();
            int to =
                    i == changes.size() - 1 ? values.length : changes.get(i + 1).index();
            double[] before = Arrays.copyOfRange(values, from, change.index());
            double[] behind = Arrays.copyOfRange(values, change.index(), to);
            double difference = StatUtils.mean(behind) - StatUtils.mean(before);
            Trends.Point first = points.get(change.index());
            steps.add(new Trends.Step(
                    change.index(),
                    first.time(),
                    first.commit(),
                    change.p(),
                    percent(ForkStatistics.ratioOfMeans(behind, before)),
                    difference > 0,
                    row.direction().isWorse(difference)));
        }
        return steps;
    }

    private static Interval percent(Interval ratio) {
        return new Interval(
                100 * (ratio.estimate() - 1),
                100 * (ratio.low() - 1),
                100 * (ratio.high() - 1),
                ratio.level(),
                ratio.n());
    }
}
