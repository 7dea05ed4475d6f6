package dev.spinlab.results.report;

import dev.spinlab.results.compare.Change;
import dev.spinlab.results.compare.Comparison;
import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Numbers;
import dev.spinlab.results.measure.Refusals;
import dev.spinlab.results.stat.Interval;
import java.util.Locale;

/** A comparison as text for a terminal, tables at most {@value ConsoleSummary#WIDTH} columns wide. */
public final class ComparisonText {
    private ComparisonText() {}

    /**
     * Renders the comparison: per case a block, per backend a line with the ratios, the refused shares and violations.
     *
     * @param comparison two runs
     * @return lines, each ended by a line feed
     */
    public static String render(Comparison comparison) {
        StringBuilder out = new StringBuilder();
        out.append("A: ").append(comparison.before().run().root()).append('\n');
        out.append("B: ").append(comparison.after().run().root()).append('\n');
        for (String note : ComparisonNotes.of(comparison)) {
            out.append("note: ").append(note).append('\n');
        }
        for (Case shown : comparison.cases()) {
            out.append('\n').append(shown.label()).append('\n');
            line(out, "backend", "goodput B/A", "CPU ns per op B/A", "refused A > B", "violations");
            for (Change change : comparison.changes(shown)) {
                line(
                        out,
                        change.before().backend(),
                        ratio(change.goodput()),
                        ratio(change.cpuTime()),
                        refused(change),
                        violations(change));
            }
        }
        out.append('\n').append(summary(comparison)).append('\n');
        return out.toString();
    }

    /** How many ratios differ, and how many would by chance alone. */
    static String summary(Comparison comparison) {
        long compared = comparison.changes().stream()
                .filter(change -> change.goodput().hasLimits())
                .count();
        long differing = comparison.changes().stream()
                .filter(change -> Change.differs(change.goodput()))
                .count();
        return "goodput differs in " + differing + " of " + compared
                + " rows with intervals (*); chance alone would make about " + Numbers.plain(compared * 0.05)
                + " differ";
    }

    static String ratio(Interval ratio) {
        if (!ratio.hasEstimate()) {
            return Numbers.UNKNOWN;
        }
        String mark = Change.differs(ratio) ? " *" : "";
        if (!ratio.hasLimits()) {
            return plain(ratio.estimate()) + " (" + Numbers.UNKNOWN + ")";
        }
        return plain(ratio.estimate()) + " (" + plain(ratio.low()) + " to " + plain(ratio.high()) + ")" + mark;
    }

    static String refused(Change change) {
        return percent(change.before().refusals(), change.before().handlerRefusals()) + " > "
                + percent(change.after().refusals(), change.after().handlerRefusals());
    }

    static String violations(Change change) {
        if (!change.isRed()) {
            return "-";
        }
        return orNone(Cells.counts(change.violationsBefore())) + " > " + orNone(Cells.counts(change.violationsAfter()));
    }

    private static String percent(Refusals tasks, Refusals handlers) {
        Refusals shown = handlers.measured() ? handlers : tasks;
        return Numbers.percent(shown.perCall().estimate());
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "none" : text;
    }

    private static String plain(double ratio) {
        return Numbers.plain(ratio);
    }

    private static void line(StringBuilder out, Object... cells) {
        String text = String.format(Locale.ROOT, "  %-25s %-22s %-22s %-15s %s", cells);
        int width = ConsoleSummary.WIDTH;
        out.append(text.length() <= width ? text : text.substring(0, width - 1) + "…")
                .append('\n');
    }
}
