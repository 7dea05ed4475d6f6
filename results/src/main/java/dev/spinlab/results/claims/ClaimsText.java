package dev.spinlab.results.claims;

import dev.spinlab.results.matrix.WrappedTable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The claims table as text: for a terminal, and as Markdown for a document. */
public final class ClaimsText {
    /** Greatest length of a line for a terminal. */
    public static final int WIDTH = 156;

    private static final List<String> FIRST = List.of("#", "claim (source)", "tested by", "here");
    private static final String KERNEL = "real kernel";
    private static final String HOLDS = "holds";
    private static final int[] WIDTHS = {2, 44, 33, 39, 26, 5};
    private static final int[] WIDTHS_WITH_COLUMN = {2, 36, 24, 35, 22, 22, 5};
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
        ClaimsColumn column = claims.column();
        WrappedTable table = new WrappedTable(headings(column), column == null ? WIDTHS : WIDTHS_WITH_COLUMN, 0);
        claims.claims().forEach(claim -> table.row(cells(claim, column)).gap());
        return table + verdict(claims, all) + "\n";
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
        ClaimsColumn column = claims.column();
        List<String> headings = headings(column);
        markdownRow(out, headings);
        markdownRow(
                out,
                headings.stream()
                        .map(heading -> heading.equals("#") ? "--:" : "---")
                        .toList());
        claims.claims().forEach(claim -> markdownRow(out, cells(claim, column)));
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

    private static List<String> headings(@Nullable ClaimsColumn column) {
        return line(FIRST, column == null ? null : column.title(), KERNEL, HOLDS);
    }

    private static List<String> cells(Claim claim, @Nullable ClaimsColumn column) {
        return line(
                List.of(
                        Integer.toString(claim.number()),
                        claim.sentence() + " (" + claim.source() + ")",
                        claim.test(),
                        claim.ours()),
                column == null ? null : column.cell(claim.number()),
                claim.kernel() == null ? NOTHING : claim.kernel(),
                claim.holds() ? "yes" : "NO");
    }

    private static List<String> line(List<String> first, @Nullable String own, String kernel, String holds) {
        Stream<String> last = own == null ? Stream.of(kernel, holds) : Stream.of(own, kernel, holds);
        return Stream.concat(first.stream(), last).toList();
    }

    private static void markdownRow(StringBuilder out, List<String> cells) {
        cells.forEach(cell -> out.append("| ").append(cell.replace("|", "\\|")).append(' '));
        out.append("|\n");
    }
}
