package dev.spinlab.bench.harness;

import java.util.Map;

/** Reads parameters that are words. What makes no sense is one line that names the parameter and the remedy. */
final class ParameterWords {
    private final Map<String, String> words;

    /**
     * Reads from a map.
     *
     * @param words value of every parameter by name
     */
    ParameterWords(Map<String, String> words) {
        this.words = words;
    }

    /**
     * Returns a parameter as it is.
     *
     * @throws IllegalStateException if it is missing
     */
    String text(String name) {
        String text = words.get(name);
        if (text == null) {
            throw new IllegalStateException(name + ": missing; give -p " + name + "=…");
        }
        return text;
    }

    boolean is(String name, String value) {
        return text(name).equals(value);
    }

    /**
     * Returns a whole number.
     *
     * @throws IllegalStateException if it is none between {@code least} and {@code greatest}
     */
    int number(String name, int least, int greatest) {
        String text = text(name);
        if (text.matches("\\d{1,10}")) {
            long value = Long.parseLong(text);
            if (value >= least && value <= greatest) {
                return (int) value;
            }
        }
        throw new IllegalStateException(
                name + "=" + text + ": not a number from " + least + " to " + greatest + "; give a whole number");
    }

    /**
     * Returns whether a parameter is the second of two words.
     *
     * @throws IllegalStateException if it is neither
     */
    boolean choice(String name, String no, String yes) {
        String text = text(name);
        if (!text.equals(no) && !text.equals(yes)) {
            throw unknown(name, no + ", " + yes);
        }
        return text.equals(yes);
    }

    /** Says that a parameter is none of the known words. */
    IllegalStateException unknown(String name, String known) {
        return new IllegalStateException(name + "=" + text(name) + ": not understood; known: " + known);
    }
}
