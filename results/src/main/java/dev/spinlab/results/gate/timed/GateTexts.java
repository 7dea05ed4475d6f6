package dev.spinlab.results.gate.timed;

import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.stat.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that all outputs of a gate share, and those of other gates that measure times. */
public final class GateTexts {
    static final List<String> HEADER =
            List.of("verdict", "backend", "workload", "measure", "worse by", "90 % interval", "p", "look", "remark");

    private static final double LEAST_P = 0.0001;

    private GateTexts() {}

    static String title(GateVerdict verdict) {
        return "Timed gate: " + verdict.status();
    }

    /**
     * A text of others on one line, without what a terminal would obey or XML and UTF-8 cannot hold.
     *
     * @param text names, paths, references
     * @return with blanks for line breaks and tabs, and U+FFFD for other controls, lone surrogates and non-characters
     */
    public static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            boolean unusable = Character.isISOControl(c) || surrogate || c == 0xFFFE || c == 0xFFFF;
            out.appendCodePoint(c == '\n' || c == '\r' || c == '\t' ? ' ' : unusable ? 0xFFFD : c);
        });
        return out.toString();
    }

    /** Why a gate is void, red or undecided. */
    static List<String> reasons(GateVerdict verdict) {
        return verdict.reasons().stream().map(GateTexts::printable).toList();
    }

    /** The name of a row. */
    static String name(RowVerdict row) {
        return printable(row.row().toString());
    }

    /** The cells of a row, in the order of {@link #HEADER}. */
    static List<String> cells(RowVerdict row) {
        return Stream.of(
                        row.outcome().word() + (row.gated() ? "" : " (advisory)"),
                        row.row().backend(),
                        row.row().workload(),
                        row.row().measure(),
                        change(row.worsening().estimate()),
                        interval(row.worsening()),
                        p(row.p()),
                        Integer.toString(row.look()),
                        row.detail())
                .map(GateTexts::printable)
                .toList();
    }

    /**
     * A ratio as a change in percent.
     *
     * @param ratio for example 1.103
     * @return for example {@code +10.3 %}
     */
    public static String change(double ratio) {
        return Double.isFinite(ratio)
                ? String.format(Locale.ROOT, "%+.1f %%", Math.round(1000 * (ratio - 1)) / 10.0)
                : Numbers.UNKNOWN;
    }

    static String interval(Interval ratio) {
        return ratio.hasLimits() ? change(ratio.low()) + " to " + change(ratio.high()) : Numbers.UNKNOWN;
    }

    /**
     * A p-value.
     *
     * @param p the value, NaN where nothing was tested
     * @return with four decimals
     */
    public static String p(double p) {
        if (Double.isNaN(p)) {
            return Numbers.UNKNOWN;
        }
        return p < LEAST_P ? "<0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }

    /** How many gated rows of the head have which outcome, the worst first. */
    static String summary(GateVerdict verdict) {
        return summary(verdict.rows(Arm.HEAD).stream()
                .filter(RowVerdict::gated)
                .map(RowVerdict::outcome)
                .toList());
    }

    /**
     * How many gated rows have which outcome.
     *
     * @param gated their outcomes
     * @return the worst first
     */
    public static String summary(List<Outcome> gated) {
        return gated.size() + " gated rows: "
                + Arrays.stream(Outcome.values())
                        .map(outcome -> count(gated, outcome))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", "));
    }

    private static String count(List<Outcome> outcomes, Outcome outcome) {
        int count = Collections.frequency(outcomes, outcome);
        return count == 0 ? "" : count + " " + outcome.word();
    }

    /** What the controls did. */
    static String controls(GateVerdict verdict) {
        List<RowVerdict> nulls = verdict.rows(Arm.NULL);
        List<RowVerdict> canaries = verdict.rows(Arm.CANARY);
        long moved = nulls.stream()
                .filter(row -> row.outcome() == Outcome.REGRESSED || row.outcome() == Outcome.IMPROVED)
                .count();
        long found = canaries.stream()
                .filter(row -> row.outcome() == Outcome.REGRESSED)
                .count();
        return "controls: base against base moved in " + moved + " of " + nulls.size()
                + " rows, the planted slowdown was found in " + found + " of " + canaries.size();
    }

    /** Versions, machine and rules, one line each. */
    static List<String> rules(GateData data, GateVerdict verdict) {
        Settings settings = data.settings();
        List<String> lines = new ArrayList<>();
        data.arms()
                .forEach((arm, source) -> lines.add(arm + ": " + source.ref()
                        + (source.sha().isEmpty() ? "" : " (" + source.sha() + ")") + ", " + source.jar()));
        lines.add("machine: " + data.fingerprint());
        lines.add("rules: margin " + percent(settings.margin()) + ", false alarms at most " + percent(settings.alpha())
                + " a gate, spent over " + settings.looks().size() + " looks at " + looks(settings) + " of the time ("
                + verdict.look() + " taken); " + method(settings) + " of the log-ratios of pairs, Holm over "
                + data.family().size() + " rows; budget " + settings.budget() + "; seed " + data.seed());
        lines.add("a rise below " + change(StrictMath.exp(settings.logFloor()))
                + " is never called a regression, since code "
                + "layout alone makes as much; nor a share of failed calls up by less than "
                + Numbers.percent(settings.floors().failedShare()) + " of calls, or a backlog up by less than "
                + percent(settings.backlogFloor() - 1));
        lines.add("worse by: head to base, or base to head where more is better; p is adjusted for the other rows");
        return lines.stream().map(GateTexts::printable).toList();
    }

    private static String looks(Settings settings) {
        return settings.looks().stream().map(GateTexts::percent).collect(Collectors.joining(", "));
    }

    private static String method(Settings settings) {
        return switch (settings.method()) {
            case T -> "t test";
            case MODERATED_YUEN -> "trimmed t test, variances moderated by those of all rows,";
            case YUEN -> "trimmed t test";
            case SIGNED_RANK -> "signed-rank test";
        };
    }

    /**
     * A share of the rules in percent.
     *
     * @param share 0 to 1
     * @return with three significant digits
     */
    public static String percent(double share) {
        return Numbers.plain(100 * share) + " %";
    }
}
