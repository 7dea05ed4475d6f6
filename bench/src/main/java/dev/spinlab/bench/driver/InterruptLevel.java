package dev.spinlab.bench.driver;

import java.util.Arrays;
import java.util.Locale;

/** At which level a workload is interrupted. */
public enum InterruptLevel {
    /** Not at all. */
    NONE,
    /** By interrupts, which can be masked. */
    HARDIRQ,
    /** By non-maskable interrupts. */
    NMI;

    /**
     * The spelling used on command lines and in results.
     *
     * @return for example {@code hardirq}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a level.
     *
     * @param id its {@link #id()}
     * @return the level
     * @throws BadInputException if there is none
     */
    public static InterruptLevel of(String id) {
        return Arrays.stream(values())
                .filter(level -> level.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "--interrupts " + id, "no such level", "known: none, hardirq, nmi, realtime"));
    }
}
