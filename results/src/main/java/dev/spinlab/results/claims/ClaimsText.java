package dev.spinlab.results.claims;

import dev.spinlab.results.matrix.Wrap;
import java.util.List;
import java.util.stream.IntStream;

/** The claims table as text: for a terminal, and as Markdown for a document. */
public final class ClaimsText {
    /** Greatest length of a line for a terminal. */
    public static final int WIDTH = 156;

    private static final String[] HEADINGS = {"#", "claim (source)", "tested by", "here", "real kernel", "holds"};
    private static final int[] WIDTHS = {2, 44, 33, 39, 26, 5};
    private static final String NOTHING = "-";

    private ClaimsText() {}

    /**
     * The table for a terminal, and the last line.
     *
     * @param claims what was tested
     * @param all how many claims there are to test
     * @return lines of at most {@value #WIDTH} characters, each ended by a line feed
     */
    public static String of(Claims claims, int all) {
        StringBuilder out = new StringBuilder();
        row(out, List.of(HEADINGS));
        out.append("-".repeat(IntStream.of(WIDTHS).sum() + WIDTHS.length - 1)).append('\n');
        for (Claim claim : claims.claims()) {
            row(out, cells(claim));
            out.append('\n');
        }
        return out.append(verdict(claims, all)).append('\n').toString();
    }

    /**
     * The table in Markdown, and what made it.
     *
     * @param claims what was tested
     * @param all how many claims there are to test
     * @return lines, each ended by a line feed
     */
    public static String markdown(Claims claims, int all) {
        StringBuilder out = new StringBuilder();
        markdownRow(out, List.of(HEADINGS));
        markdownRow(out, List.of("--:", "---", "---", "---", "---", "---"));
        for (Claim claim : claims.claims()) {
            markdownRow(out, cells(claim));
        }
        return out.append('\n')
                .append(verdict(claims, all))
                .append(": `")
                .append(claims.command())
                .append("`, ")
                .append(claims.started())
                .append("\n")
                .toString();
    }

    /**
     * The verdict in one line.
     *
     * @param claims what was tested
     * @param all how many claims there are to test
     * @return for example {@code 16 of 16 claims hold}
     */
    public static String verdict(Claims claims, int all) {
        int untested = all - claims.claims().size();
        return claims.holding() + " of " + all + " claims hold"
                + (untested == 0 ? "" : ", " + untested + " not tested");
    }

    private static List<String> cells(Claim claim) {
        return List.of(
                Integer.toString(claim.number()),
                claim.sentence() + " (" + claim.source() + ")",
                claim.test(),
                claim.ours(),
                claim.kernel() == null ? NOTHING : claim.kernel(),
                claim.holds() ? "yes" : "NO");
    }

    private static void row(StringBuilder out, List<String> cells) {
        List<List<String>> wrapped = IntStream.range(0, WIDTHS.length)
                .mapToObj(i -> Wrap.toColumns(cells.get(i), WIDTHS[i]))
                .toList();
        int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < WIDTHS.length; i++) {
                List<String> lines = wrapped.get(i);
                String part = line < lines.size() ? lines.get(line) : "";
                String padding = " ".repeat(Math.max(0, WIDTHS[i] - part.length()));
                text.append(i == 0 ? padding + part : part + padding).append(' ');
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
    }

    private static void markdownRow(StringBuilder out, List<String> cells) {
        cells.forEach(cell -> out.append("| ").append(cell.replace("|", "\\|")).append(' '));
        out.append("|\n");
    }
}
