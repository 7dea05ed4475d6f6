package dev.spinlab.results.matrix;

import java.util.List;
import java.util.stream.IntStream;

/** Widths of the columns of a text table: the longest word of each, and whole phrases as far as there is room. */
final class ColumnWidths {
    /** What is narrower cannot be read. */
    private static final int LEAST = 5;

    private ColumnWidths() {}

    /**
     * Widths that add up to at most {@code room}, unless that is too little for {@value #LEAST} each.
     *
     * @param columns per column the phrases in it
     * @param room characters for all columns
     */
    static int[] of(List<List<String>> columns, int room) {
        int[] widths = columns.stream().mapToInt(ColumnWidths::longestWord).toArray();
        int[] wanted = columns.stream().mapToInt(ColumnWidths::longest).toArray();
        int free = room - IntStream.of(widths).sum();
        for (int[] range = range(widths, wanted); free < 0 && range[1] >= 0; range = range(widths, wanted)) {
            widths[range[1]]--;
            free++;
        }
        for (int[] range = range(widths, wanted); free > 0 && range[0] >= 0; range = range(widths, wanted)) {
            widths[range[0]]++;
            free--;
        }
        return widths;
    }

    /** The narrowest column that wants more, and the widest that can give; -1 where there is none. */
    private static int[] range(int[] widths, int[] wanted) {
        int[] found = {-1, -1};
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] < wanted[i] && (found[0] < 0 || widths[i] < widths[found[0]])) {
                found[0] = i;
            }
            if (widths[i] > LEAST && (found[1] < 0 || widths[i] > widths[found[1]])) {
                found[1] = i;
            }
        }
        return found;
    }

    private static int longestWord(List<String> phrases) {
        return phrases.stream()
                .mapToInt(phrase -> longest(List.of(phrase.split(" ", -1))))
                .max()
                .orElse(LEAST);
    }

    private static int longest(List<String> texts) {
        return Math.max(LEAST, texts.stream().mapToInt(String::length).max().orElse(0));
    }
}
