package dev.spinlab.results.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Breaks text into lines.
 *
 * <p>Widths in pixels are those of DejaVu Sans, which is wider than the other fonts that a viewer may use instead, and do
 * not ask the fonts of this machine: what is laid out by them fits, and is the same everywhere.
 */
public final class Wrap {
    /** Breaks behind blanks, and behind hyphens within a name. */
    private static final Pattern PLACES = Pattern.compile("(?<= )|(?<=[^ ]-)(?=[^ ])");

    /** Unit of the advance widths; a character beyond ASCII counts as one em. */
    private static final int PER_EM = 100;

    private static final char FIRST = ' ';
    /** Advance widths of the printable ASCII characters, in hundredths of the font's size, rounded up. */
    private static final int[] PLAIN = {
        32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64,
        64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 54, 100, 69, 69, 70, 78, 64,
        58, 78, 76, 30, 30, 66, 56, 87, 75, 79, 61, 79, 70, 64, 62, 74, 69, 99, 69,
        62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58,
        28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84
    };

    private static final int[] BOLD = {
        35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70,
        70, 70, 70, 70, 70, 70, 70, 40, 40, 84, 84, 84, 59, 100, 78, 77, 74, 84, 69,
        69, 83, 84, 38, 38, 78, 64, 100, 84, 86, 74, 86, 78, 73, 69, 82, 78, 111, 78,
        73, 73, 46, 37, 46, 84, 50, 50, 68, 72, 60, 72, 68, 44, 72, 72, 35, 35, 67,
        35, 105, 72, 69, 72, 72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84
    };

    private Wrap() {}

    /**
     * Lines for a terminal.
     *
     * @param text the text
     * @param most greatest length of a line, in characters; a longer word is broken
     * @return the lines
     */
    public static List<String> toColumns(String text, int most) {
        return lines(text, most, String::length);
    }

    /** Lines of at most {@code most} pixels, in the plain font of that size. */
    static List<String> toPixels(String text, double most, int size) {
        return lines(text, most, line -> width(line, size, PLAIN));
    }

    /** Lines of at most {@code most} pixels, in the bold font of that size. */
    static List<String> toBoldPixels(String text, double most, int size) {
        return lines(text, most, line -> width(line, size, BOLD));
    }

    /** Width in pixels of a text in the plain font of that size. */
    static double width(String text, int size) {
        return width(text, size, PLAIN);
    }

    /** Width in pixels of a text in the bold font of that size. */
    static double boldWidth(String text, int size) {
        return width(text, size, BOLD);
    }

    private static double width(String text, int size, int[] font) {
        return size * text.chars().mapToDouble(c -> advance(c, font)).sum();
    }

    private static List<String> lines(String text, double most, ToDoubleFunction<String> width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String part : PLACES.split(text.strip(), -1)) {
            if (width.applyAsDouble((line + part).stripTrailing()) <= most) {
                line += part;
                continue;
            }
            if (!line.isBlank()) {
                lines.add(line.stripTrailing());
            }
            line = part;
            while (line.length() > 1 && width.applyAsDouble(line.stripTrailing()) > most) {
                int end = line.length() - 1;
                while (end > 1 && width.applyAsDouble(line.substring(0, end)) > most) {
                    end--;
                }
                lines.add(line.substring(0, end));
                line = line.substring(end);
            }
        }
        if (!line.isBlank()) {
            lines.add(line.stripTrailing());
        }
        return lines;
    }

    /** Advance width of a character, as a share of the font's size. */
    private static double advance(int c, int[] font) {
        return (c >= FIRST && c < FIRST + font.length ? font[c - FIRST] : PER_EM) / (double) PER_EM;
    }
}
