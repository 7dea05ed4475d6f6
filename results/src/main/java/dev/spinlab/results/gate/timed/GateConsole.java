package dev.spinlab.results.gate.timed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
        int[] widths = IntStream.range(0, GateTexts.HEADER.size())
                .map(i -> lines.stream()
                        .mapToInt(cells -> cells.get(i).length())
                        .max()
                        .orElse(0))
                .toArray();
        out.append(heading).append('\n');
        for (int line = 0; line < lines.size(); line++) {
            String ansi = colour && line > 0 ? ansi(rows.get(line - 1).outcome()) : "";
            StringBuilder text = new StringBuilder("  ");
            for (int i = 0; i < widths.length; i++) {
                String cell = lines.get(line).get(i);
                text.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            out.append(ansi)
                    .append(text.toString().stripTrailing())
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
