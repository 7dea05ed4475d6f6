package dev.spinlab.bench.interrupts;

import java.util.Locale;

/** What a backend does under interrupts, the worst last. */
public enum Verdict {
    /** Too few handlers came to say. */
    UNKNOWN,
    /** Nothing is lost and no handler is refused. */
    WORKS,
    /** Nothing is lost, but handlers are refused. */
    REFUSES,
    /** Elements are lost, leaked, freed twice or used after their free. */
    LOSES,
    /** Somebody waits for what can never come. */
    HANGS;

    /**
     * As tables say it.
     *
     * @return for example {@code refuses}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
