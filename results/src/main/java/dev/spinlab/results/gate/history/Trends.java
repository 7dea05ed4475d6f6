package dev.spinlab.results.gate.history;

import dev.spinlab.results.gate.export.Direction;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * The trends of all rows on one machine.
 *
 * @param fingerprint id of the machine
 * @param gates gates of this machine in the history
 * @param others gates of other machines, which are left out
 * @param alpha share of histories without a change in which any row may show one
 * @param rows the rows, by key
 */
public record Trends(String fingerprint, int gates, int others, double alpha, List<Row> rows) {
    /** Copies the list. */
    public Trends {
        rows = List.copyOf(rows);
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
     * @param verdict what the gate decided then
     */
    public record Point(String time, String commit, double value, double low, double high, String verdict) {}

    /**
     * A change of a row.
     *
     * @param index the first point of the new state
     * @param time when that was measured
     * @param commit of what
     * @param p p-value of the change
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
