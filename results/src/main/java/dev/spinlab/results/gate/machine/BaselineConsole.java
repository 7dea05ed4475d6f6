package dev.spinlab.results.gate.machine;

import dev.spinlab.results.gate.timed.GateTexts;
import dev.spinlab.results.gate.timed.OutcomeTable;
import dev.spinlab.results.gate.timed.Settings;
import dev.spinlab.results.gate.timed.Status;
import dev.spinlab.results.measure.Numbers;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison with a stored baseline as text for a terminal. */
public final class BaselineConsole {
    private BaselineConsole() {}

    /**
     * All rows, the rules, the verdict with its reasons, and what would decide if it did not.
     *
     * @param verdict the verdict
     * @param settings the rules
     * @param colour whether the text goes to a terminal, which is the only place for colours
     * @return lines, each ended by a line feed
     */
    public static String of(BaselineVerdict verdict, Settings settings, boolean colour) {
        OutcomeTable table = new OutcomeTable(BaselineTexts.HEADER);
        verdict.rows().forEach(row -> table.add(row.outcome(), BaselineTexts.cells(row)));
        StringBuilder out = new StringBuilder(table.text("this run against the baseline", colour));
        line(out, "baseline: " + verdict.commit() + ", measured " + verdict.time());
        line(
                out,
                "calibration kernels: "
                        + verdict.kernels().stream().map(BaselineTexts::kernel).collect(Collectors.joining("; "))
                        + "; so this machine takes " + Numbers.plain(verdict.slower()) + " times what it took");
        line(
                out,
                "rules: margin " + GateTexts.percent(settings.margin()) + ", false alarms at most "
                        + GateTexts.percent(settings.alpha()) + " a gate; " + settings.budget()
                        + "; Welch's t of log means, Holm over the gated rows");
        line(
                out,
                "a rise below " + GateTexts.change(StrictMath.exp(settings.logFloor()))
                        + " is never called a regression; times and rates are freed of the machine's speed, and their"
                        + " intervals hold whichever kernel a row follows");
        BaselineVerdict.@Nullable Row canary = verdict.canary();
        if (canary != null) {
            line(
                    out,
                    "control: a planted slowdown of " + canary.row() + ": ratio "
                            + BaselineTexts.ratio(canary.ratio().estimate()) + ", 90 % interval "
                            + BaselineTexts.interval(canary.ratio()) + ", "
                            + canary.outcome().word());
        }
        verdict.missing().forEach(text -> line(out, "note: " + text));
        verdict.reasons().forEach(reason -> line(out, "- " + reason));
        if (verdict.status() == Status.UNDECIDED || verdict.status() == Status.VOID) {
            line(out, "what decides more finely, and on any machine: gate timed --base " + base(verdict));
        }
        line(
                out,
                "Baseline gate: " + verdict.status() + " ("
                        + GateTexts.summary(verdict.rows().stream()
                                .filter(BaselineVerdict.Row::gated)
                                .map(BaselineVerdict.Row::outcome)
                                .toList())
                        + ")");
        return out.toString();
    }

    /** The commit without the mark that its work tree differed; a word for one where it is not known. */
    private static String base(BaselineVerdict verdict) {
        String commit = verdict.commit();
        return commit.equals(TimedBaseline.UNKNOWN_COMMIT) ? "REF" : commit.replaceFirst("-dirty$", "");
    }

    private static void line(StringBuilder out, String text) {
        out.append(GateTexts.printable(text)).append('\n');
    }
}
