package dev.spinlab.results.gate.history;

import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.stat.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Trends as text for a terminal: a table of the changes, those for the worse first, then what there is to say besides. */
public final class TrendText {
    private static final int DATE = 10;
    private static final int COMMIT = 10;
    private static final double PERCENT = 100;
    private static final List<String> HEADER =
            List.of("change", "row", "commit", "date", "before", "after", "base", "ratio", "p");

    private TrendText() {}

    /** A change and the row that it is of, with its medians before and after. */
    private record Line(Trends.Row row, Trends.Step step, double before, double after) {}

    /**
     * Renders the trends.
     *
     * @param trends the trends
     * @param since when the gate ended from which on a change for the worse counts, null if none does
     * @return lines, each ended by a line feed
     */
    public static String of(Trends trends, @Nullable Instant since) {
        StringBuilder out = new StringBuilder("Trend: ").append(summary(trends)).append('\n');
        List<Line> lines = lines(trends);
        if (!lines.isEmpty()) {
            out.append('\n');
            table(out, lines, since);
        }
        out.append('\n');
        long quiet = trends.rows().stream().filter(Trends.Row::isQuiet).count();
        if (quiet > 0) {
            out.append(counted(quiet, "row")).append(" without a change\n");
        }
        Map<String, List<Trends.Row>> remarks = trends.rows().stream()
                .filter(row -> !row.isQuiet() && !row.remarks().isEmpty())
                .collect(Collectors.groupingBy(
                        row -> String.join("; ", row.remarks()), LinkedHashMap::new, Collectors.toList()));
        remarks.forEach(
                (remark, rows) -> out.append(rows.size() == 1 ? rows.get(0).key() : counted(rows.size(), "row"))
                        .append(": ")
                        .append(remark)
                        .append('\n'));
        return out.toString().stripTrailing() + "\n";
    }

    /** Those for the worse first, the newest of each first. */
    private static List<Line> lines(Trends trends) {
        List<Line> lines = new ArrayList<>();
        for (Trends.Row row : trends.rows()) {
            List<Trends.Segment> segments = row.segments();
            for (int i = 0; i < row.steps().size(); i++) {
                lines.add(new Line(
                        row,
                        row.steps().get(i),
                        segments.get(i).median(),
                        segments.get(i + 1).median()));
            }
        }
        lines.sort(Comparator.comparing((Line line) -> !line.step().worse())
                .thenComparing(line -> line.step().time(), Comparator.reverseOrder())
                .thenComparing(line -> line.row().key()));
        return lines;
    }

    private static void table(StringBuilder out, List<Line> lines, @Nullable Instant since) {
        List<List<String>> table = new ArrayList<>(List.of(HEADER));
        lines.forEach(line -> table.add(cells(line, since)));
        int[] widths = IntStream.range(0, HEADER.size())
                .map(i -> table.stream()
                        .mapToInt(cells -> cells.get(i).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> cells : table) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append("  ")
                        .append(cells.get(i))
                        .append(" ".repeat(widths[i] - cells.get(i).length()));
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
    }

    private static List<String> cells(Line line, @Nullable Instant since) {
        Trends.Step step = line.step();
        boolean counts = since != null && step.worse() && step.isAfter(since);
        double base = line.row().points().get(step.index()).base();
        return List.of(
                counts ? step.judgement().toUpperCase(Locale.ROOT) : step.judgement(),
                line.row().key(),
                commit(step.commit()),
                date(step.time()),
                value(line.before(), line.row()),
                value(line.after(), line.row()),
                Double.isNaN(base) ? "" : value(base, line.row()),
                ratio(step.percent()),
                p(step));
    }

    private static String value(double value, Trends.Row row) {
        return Numbers.plain(value) + " " + row.unit();
    }

    /** For example {@code 1.051 [1.042, 1.060]}. */
    private static String ratio(Interval percent) {
        if (!percent.hasEstimate()) {
            return Numbers.UNKNOWN;
        }
        String estimate = String.format(Locale.ROOT, "%.3f", 1 + percent.estimate() / PERCENT);
        return percent.hasLimits() && percent.low() < percent.high()
                ? estimate
                        + String.format(
                                Locale.ROOT, " [%.3f, %.3f]", 1 + percent.low() / PERCENT, 1 + percent.high() / PERCENT)
                : estimate;
    }

    private static String p(Trends.Step step) {
        return step.p() > 0 ? Numbers.plain(step.p()) : "exact";
    }

    /** What was looked at, in one line. */
    static String summary(Trends trends) {
        if (trends.exact()) {
            return counted(trends.gates(), "exact gate") + "; every difference is a change";
        }
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
                + (step.p() > 0 ? " (p = " + p(step) + ")" : "");
    }

    /** For example {@code +5.1 % [4.2, 6.0]}. */
    static String percent(Interval percent) {
        if (!percent.hasEstimate()) {
            return Numbers.UNKNOWN;
        }
        String estimate = String.format(Locale.ROOT, "%+.1f %%", percent.estimate());
        return percent.hasLimits() && percent.low() < percent.high()
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
