package dev.spinlab.results.gate.timed;

import dev.spinlab.results.measure.TextTable;
import java.util.ArrayList;
import java.util.List;

/** A gate as text for a terminal. */
public final class GateConsole {
    private static final String RESET = "\u001b[0m";

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
        table(out, "head against base", verdict.rows(Arm.HEAD), colour);
        table(out, "base against base (control)", verdict.rows(Arm.NULL), colour);
        table(out, "planted slowdown against base (control)", verdict.rows(Arm.CANARY), colour);
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

    private static void table(StringBuilder out, String heading, List<RowVerdict> rows, boolean colour) {
        if (rows.isEmpty()) {
            return;
        }
        List<List<String>> lines = new ArrayList<>(List.of(GateTexts.HEADER));
        rows.forEach(row -> lines.add(GateTexts.cells(row)));
        List<String> text = TextTable.aligned(lines);
        out.append(heading).append('\n');
        for (int line = 0; line < text.size(); line++) {
            String ansi = colour && line > 0 ? ansi(rows.get(line - 1).outcome()) : "";
            out.append(ansi)
                    .append("  ")
                    .append(text.get(line))
                    .append(ansi.isEmpty() ? "" : RESET)
                    .append('\n');
        }
        out.append('\n');
    }

    private static String ansi(Outcome outcome) {
        return switch (outcome) {
            case BROKEN, REGRESSED -> "\u001b[31m";
            case UNDECIDED -> "\u001b[33m";
            case IMPROVED -> "\u001b[32m";
            case NO_RISE, EQUIVALENT -> "";
        };
    }
}
