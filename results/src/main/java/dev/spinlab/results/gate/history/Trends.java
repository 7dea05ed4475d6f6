package dev.spinlab.results.gate.history;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.run.Fields;
import dev.spinlab.results.stat.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.jspecify.annotations.Nullable;

/**
 * The trends of all rows: of the timed gates on one machine, or of the exact gates.
 *
 * @param fingerprint id of the machine
 * @param gates gates of this machine in the history
 * @param others gates of other machines, which are left out
 * @param alpha share of histories without a change in which any row may show one; 0 for exact figures, in which nothing is
 *     left to chance
 * @param rows the rows, by key
 */
public record Trends(String fingerprint, int gates, int others, double alpha, List<Row> rows) {
    /** Copies the list. */
    public Trends {
        rows = List.copyOf(rows);
    }

    /**
     * Whether these are exact figures.
     *
     * @return false for times
     */
    public boolean exact() {
        return alpha == 0;
    }

    /**
     * Rows that got worse at some point.
     *
     * @return in the order of the rows
     */
    public List<Row> worse() {
        return rows.stream()
                .filter(row -> row.steps().stream().anyMatch(Step::worse))
                .toList();
    }

    /**
     * How many changes for the worse are newer than a gate.
     *
     * @param since when the gate ended
     * @return changes whose first gate ended later
     */
    public long worseSince(Instant since) {
        return rows.stream()
                .flatMap(row -> row.steps().stream())
                .filter(step -> step.worse() && step.isAfter(since))
                .count();
    }

    /**
     * Whether some row has enough values to look for a change in.
     *
     * @return false if nothing was looked for at all
     */
    public boolean searched() {
        return rows.stream().anyMatch(row -> row.points().size() >= row.shortest());
    }

    /** Rows that got worse first, then those with other changes, then the others; each in the order of the rows. */
    List<Row> byConcern() {
        return rows.stream()
                .sorted(Comparator.comparing((Row row) -> row.steps().stream().noneMatch(Step::worse))
                        .thenComparing(row -> row.steps().isEmpty()))
                .toList();
    }

    /**
     * The trend of one row.
     *
     * @param key backend, case and metric
     * @param unit unit of the values
     * @param direction which way the metric gets better
     * @param points its values by time, at least one
     * @param steps the changes by time, empty where there are none
     * @param shortest fewest points in which a change is looked for
     * @param dropped earlier values that are left out, since their unit or direction was another
     */
    public record Row(
            String key,
            String unit,
            Direction direction,
            List<Point> points,
            List<Step> steps,
            int shortest,
            int dropped) {
        /** Copies the lists. */
        public Row {
            points = List.copyOf(points);
            steps = List.copyOf(steps);
        }

        /**
         * What there is to say besides the changes: that there are none, that none were looked for and why, or that
         * values were left out.
         *
         * @return sentences without a full stop, empty if the changes say it all
         */
        public List<String> remarks() {
            List<String> remarks = new ArrayList<>();
            if (points.size() < shortest) {
                remarks.add("no search: " + TrendText.counted(points.size(), "value") + ", a change needs at least "
                        + shortest);
            } else if (steps.isEmpty()) {
                remarks.add("no change");
            }
            if (dropped > 0) {
                remarks.add(TrendText.counted(dropped, "value") + " before unit or direction changed left out");
            }
            return remarks;
        }

        /** Whether there is nothing to say but that nothing changed. */
        boolean isQuiet() {
            return steps.isEmpty() && points.size() >= shortest && dropped == 0;
        }

        /**
         * The pieces between the changes.
         *
         * @return one more than there are steps, in order of time
         */
        public List<Segment> segments() {
            List<Segment> segments = new ArrayList<>();
            int from = 0;
            for (Step step : steps) {
                segments.add(segment(from, step.index()));
                from = step.index();
            }
            segments.add(segment(from, points.size()));
            return segments;
        }

        private Segment segment(int from, int to) {
            double median = new Median().evaluate(values(points.subList(from, to)));
            return new Segment(from, to, median);
        }
    }

    /**
     * One value of a row.
     *
     * @param time ISO-8601 instant of the gate
     * @param commit full hash
     * @param value the estimate
     * @param low lower limit, NaN where there is none
     * @param high upper limit, NaN where there is none
     * @param base what it was compared with in the same gate, NaN where there was nothing
     * @param verdict what the gate decided then
     */
    public record Point(
            String time, String commit, double value, double low, double high, double base, String verdict) {
        /** A row of an entry. */
        static Point of(HistoryEntry entry, HistoryEntry.Row row) {
            return new Point(
                    entry.time(),
                    entry.commit(),
                    row.estimate(),
                    orNan(row.low()),
                    orNan(row.high()),
                    orNan(row.base()),
                    row.verdict());
        }

        private static double orNan(@Nullable Double value) {
            return value == null ? Double.NaN : value;
        }
    }

    /**
     * A change of a row.
     *
     * @param index the first point of the new state
     * @param time when that was measured
     * @param commit of what
     * @param p p-value of the change, 0 for exact figures
     * @param percent by how much the mean of the new state differs from that of the one before, in percent, with its
     *     interval; NaN where a mean is not positive
     * @param rises whether the values got greater
     * @param worse whether that is worse
     */
    public record Step(
            int index, String time, String commit, double p, Interval percent, boolean rises, boolean worse) {
        /**
         * What the change means.
         *
         * @return {@code worse} or {@code better}
         */
        public String judgement() {
            return worse ? "worse" : "better";
        }

        /**
         * Whether it is newer than a gate.
         *
         * @param since when that gate ended
         * @return true if the first gate of the new state ended later
         */
        public boolean isAfter(Instant since) {
            return Fields.instant(time).isAfter(since);
        }
    }

    /**
     * A piece without change.
     *
     * @param from its first point
     * @param to the first point that is not in it
     * @param median median of its values
     */
    public record Segment(int from, int to, double median) {}

    /** The values of some points. */
    static double[] values(List<Point> points) {
        return points.stream().mapToDouble(Point::value).toArray();
    }
}
