package dev.spinlab.results.gate.timed;

import java.util.List;

/** A gate as text for a terminal. */
public final class GateConsole {
    private GateConsole() {}

    /**
     * The verdict, its reasons, all rows and the rules.
     *
     * @param data what was measured
     * @param verdict the verdict on it
     * @param colour whether the text goes to a terminal, which is the only place for colours
     * @return lines, each ended by a line feed
     */
    public static String of(GateData data, GateVerdict verdict, boolean colour) {
        StringBuilder out = new StringBuilder();
        out.append(table("head against base", verdict.rows(Arm.HEAD), colour));
        out.append(table("base against base (control)", verdict.rows(Arm.NULL), colour));
        out.append(table("planted slowdown against base (control)", verdict.rows(Arm.CANARY), colour));
        GateTexts.rules(data, verdict).forEach(line -> out.append(line).append('\n'));
        out.append(GateTexts.controls(verdict)).append('\n');
        GateTexts.reasons(verdict)
                .forEach(reason -> out.append("- ").append(reason).append('\n'));
        return out.append(GateTexts.title(verdict))
                .append(" (")
                .append(GateTexts.summary(verdict))
                .append(")\n")
                .toString();
    }

    private static String table(String heading, List<RowVerdict> rows, boolean colour) {
        OutcomeTable table = new OutcomeTable(GateTexts.HEADER);
        rows.forEach(row -> table.add(row.outcome(), GateTexts.cells(row)));
        return table.text(heading, colour);
    }
}
