package dev.spinlab.results.gate.timed;

import dev.spinlab.results.measure.TextTable;
import java.util.ArrayList;
import java.util.List;

/** A table for a terminal, one line per outcome. */
public final class OutcomeTable {
    private static final String RESET = "\u001b[0m";

    private final List<List<String>> lines = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    /**
     * Makes an empty table.
     *
     * @param header the names of the columns
     */
    public OutcomeTable(List<String> header) {
        lines.add(header);
    }

    /**
     * Adds a line.
     *
     * @param outcome what gives it its colour
     * @param cells as many as there are columns
     */
    public void add(Outcome outcome, List<String> cells) {
        outcomes.add(outcome);
        lines.add(cells);
    }

    /**
     * The table.
     *
     * @param heading a line above it
     * @param colour whether the text goes to a terminal, which is the only place for colours
     * @return lines, each ended by a line feed, and an empty one; nothing at all if the table is empty
     */
    public String text(String heading, boolean colour) {
        if (outcomes.isEmpty()) {
            return "";
        }
        List<String> text = TextTable.aligned(lines);
        StringBuilder out = new StringBuilder(heading).append('\n');
        for (int line = 0; line < text.size(); line++) {
            String ansi = colour && line > 0 ? ansi(outcomes.get(line - 1)) : "";
            out.append(ansi)
                    .append("  ")
                    .append(text.get(line))
                    .append(ansi.isEmpty() ? "" : RESET)
                    .append('\n');
        }
        return out.append('\n').toString();
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
