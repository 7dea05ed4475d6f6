package dev.spinlab.results.run;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Checks of what a file says, for the records that it becomes; the messages end up in one line that names the file. */
public final class Fields {
    private Fields() {}

    /**
     * Checks a condition.
     *
     * @param condition what must hold
     * @param otherwise the message if it does not
     * @throws IllegalArgumentException if it does not
     */
    public static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * Checks that a text is there.
     *
     * @param field its name
     * @param value the text
     * @throws IllegalArgumentException if it is missing or blank
     */
    public static void text(String field, @Nullable String value) {
        require(value != null && !value.isBlank(), field + " is missing");
    }

    /**
     * Reads a time.
     *
     * @param time an instant by ISO 8601
     * @return the instant
     * @throws IllegalArgumentException if it is none
     */
    public static Instant instant(String time) {
        try {
            return Instant.parse(time);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time '" + time + "' is no ISO-8601 instant", e);
        }
    }
}
