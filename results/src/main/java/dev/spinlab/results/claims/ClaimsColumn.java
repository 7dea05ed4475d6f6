package dev.spinlab.results.claims;

import static dev.spinlab.results.run.Fields.text;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A column beside the claims: what the kernel of the machine did in the cases of some of them.
 *
 * @param title its heading, for example {@code this machine's Linux 6.18}
 * @param cells the texts by number of the claim; claims that it says nothing of have none
 */
public record ClaimsColumn(String title, SortedMap<Integer, String> cells) {
    /** What stands where the column says nothing. */
    public static final String NOTHING = "-";

    /** Copies the map and rejects blank texts. */
    public ClaimsColumn {
        text("title", title);
        cells.forEach((number, cell) -> text("cell of claim " + number, cell));
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    }

    /**
     * What it says of a claim.
     *
     * @param number the claim's number
     * @return the text, {@value #NOTHING} if it says nothing
     */
    public String cell(int number) {
        return cells.getOrDefault(number, NOTHING);
    }
}
