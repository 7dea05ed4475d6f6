package dev.spinlab.bench.interrupts;

import java.util.Locale;

/** Where interrupts come from. */
public enum Source {
    /** From the modelled CPU, at seeded distances in steps. */
    STEPPED,
    /** From real-time threads, at any instruction. */
    REALTIME;

    /**
     * The spelling used on command lines.
     *
     * @return for example {@code realtime}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
