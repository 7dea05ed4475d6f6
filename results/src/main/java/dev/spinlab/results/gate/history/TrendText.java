package dev.spinlab.results.gate.history;

import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Trends as text for a terminal: rows that got worse first, then those that got better, then the others in one line. */
public final class TrendText {
    private static final int DATE = 10;
    private static final int COMMIT = 10;

    private TrendText() {}

    /**
     * Renders the trends.
     *
     * @param trends the trends
     * @return lines, each ended by a line feed
     */
    public static String of(Trends trends) {
        StringBuilder out = new StringBuilder("Trend: ").append(summary(trends)).append('\n');
        List<Trends.Row> changed = trends.rows().stream()
                .filter(row -> !row.steps().isEmpty())
                .sorted(Comparator.comparing(row -> row.steps().stream().noneMatch(Trends.Step::worse)))
                .toList();
        for (Trends.Row row : changed) {
            out.append('\n').append(heading(row)).append('\n');
            row.steps().forEach(step -> out.append("  ").append(step(step)).append('\n'));
        }
        out.append('\n');
        long quiet = trends.rows().stream().filter(Trends.Row::isQuiet).count();
        if (quiet > 0) {
            out.append(counted(quiet, "row")).append(" without a change\n");
        }
        trends.rows().stream()
                .filter(row -> !row.isQuiet() && !row.remarks().isEmpty())
                .forEach(row -> out.append(row.key())
                        .append(": ")
                        .append(String.join("; ", row.remarks()))
                        .append('\n'));
        return out.toString().stripTrailing() + "\n";
    }

    /** What was looked at, in one line. */
    static String summary(Trends trends) {
        List<String> parts = new ArrayList<>();
        parts.add(counted(trends.gates(), "gate") + " of machine " + trends.fingerprint());
        if (trends.others() > 0) {
            parts.add(trends.others() + " of other machines left out");
        }
        parts.add("at most " + Numbers.percent(trends.alpha()) + " of histories without a change show one");
        return String.join("; ", parts);
    }

    /** A row, its unit and how many values it has. */
    static String heading(Trends.Row row) {
        return row.key() + " (" + row.unit() + ", " + row.direction().text() + ", "
                + counted(row.points().size(), "value") + ")";
    }

    /** A change in one line. */
    static String step(Trends.Step step) {
        return date(step.time()) + " " + commit(step.commit()) + " " + percent(step.percent()) + " " + step.judgement()
                + " (p = " + Numbers.plain(step.p()) + ")";
    }

    /** For example {@code +5.1 % [4.2, 6.0]}. */
    static String percent(Interval percent) {
        if (!percent.hasEstimate()) {
            return Numbers.UNKNOWN;
        }
        String estimate = String.format(Locale.ROOT, "%+.1f %%", percent.estimate());
        return percent.hasLimits()
                ? estimate + String.format(Locale.ROOT, " [%.1f, %.1f]", percent.low(), percent.high())
                : estimate;
    }

    /** The day of an instant. */
    static String date(String instant) {
        return instant.substring(0, DATE);
    }

    /** The beginning of a commit's hash. */
    static String commit(String hash) {
        return hash.substring(0, Math.min(COMMIT, hash.length()));
    }

    /** A number and what is counted, in singular or plural. */
    static String counted(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
