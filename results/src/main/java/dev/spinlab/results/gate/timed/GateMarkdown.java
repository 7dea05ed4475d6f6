package dev.spinlab.results.gate.timed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A gate as Markdown for a pull request or a job summary. */
public final class GateMarkdown {
    /** Greatest number of lines. */
    public static final int MOST_LINES = 60;

    private static final int MOST_REASONS = 8;

    private GateMarkdown() {}

    /**
     * The verdict, its reasons and the rows of the head, the worst first.
     *
     * @param data what was measured
     * @param verdict the verdict on it
     * @param notes what else is to be said, one sentence each
     * @return at most {@value #MOST_LINES} lines, each ended by a line feed; rows that find no room are counted
     */
    public static String of(GateData data, GateVerdict verdict, List<String> notes) {
        List<String> lines = new ArrayList<>(List.of("## " + GateTexts.title(verdict), ""));
        List<String> reasons = GateTexts.reasons(verdict);
        reasons.stream().limit(MOST_REASONS).forEach(reason -> lines.add("- " + escape(reason)));
        if (reasons.size() > MOST_REASONS) {
            lines.add("- and " + (reasons.size() - MOST_REASONS) + " more reasons");
        }
        lines.add("- " + GateTexts.summary(verdict));
        lines.add("- " + GateTexts.controls(verdict));
        lines.add("");
        List<String> below = new ArrayList<>(List.of(""));
        GateTexts.rules(data, verdict).forEach(rule -> below.add("- " + escape(rule)));
        notes.forEach(note -> below.add("- " + escape(note)));
        lines.add(row(GateTexts.HEADER));
        lines.add("| --- ".repeat(GateTexts.HEADER.size()) + "|");
        List<RowVerdict> rows = verdict.rows(Arm.HEAD);
        // Two lines more say how many rows found no room.
        int room = MOST_LINES - lines.size() - below.size();
        int shown = rows.size() <= room ? rows.size() : room - 2;
        rows.stream().limit(shown).forEach(row -> lines.add(row(GateTexts.cells(row))));
        if (shown < rows.size()) {
            lines.add("");
            lines.add("and " + (rows.size() - shown) + " more rows, none worse than the last one shown");
        }
        lines.addAll(below);
        return String.join("\n", lines) + "\n";
    }

    private static String row(List<String> cells) {
        return cells.stream().map(GateMarkdown::escape).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("`", "\\`")
                .replace("&", "&amp;")
                .replace("<", "&lt;");
    }
}
