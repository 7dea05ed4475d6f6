package dev.spinlab.bench.harness;

import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The system properties of a fork that the harness reads. */
final class HarnessProperties {
    /** Absolute path of the HdrHistogram log to write; without it none is written. */
    static final String HLOG = "spinlab.hlog";

    /** Absolute path of the CSV file for the backlog over time; without it none is written. */
    static final String SERIES = "spinlab.series";

    /** {@code off} leaves the workers where the operating system puts them. */
    static final String PINNING = "spinlab.pinning";

    /** Seed of the interrupt distances; the same in every fork unless given. */
    static final String SEED = "spinlab.seed";

    /** {@code off} keeps a fork from saying what it could not do, for a driver that says it once for all forks. */
    static final String NOTICES = "spinlab.notices";

    /**
     * Share of extra work that each success is to cost, a number, for gates that test themselves: 0 if nothing is to be planted
     * but by the same means. Without it there is nothing of the kind.
     */
    static final String PLANTED = "spinlab.planted";

    /** {@code on} has each iteration wait for a turn: see {@link Turns}. Then nothing is done between them but to measure. */
    static final String TURNS = "spinlab.turns";

    private static final long DEFAULT_SEED = 1;

    private HarnessProperties() {}

    static @Nullable Path histogramLog() {
        return path(HLOG);
    }

    static @Nullable Path series() {
        return path(SERIES);
    }

    private static @Nullable Path path(String property) {
        String path = System.getProperty(property, "");
        return path.isEmpty() ? null : Path.of(path);
    }

    static boolean pinning() {
        return !"off".equals(System.getProperty(PINNING));
    }

    static boolean turns() {
        return "on".equals(System.getProperty(TURNS));
    }

    static Consumer<String> notices() {
        return "off".equals(System.getProperty(NOTICES)) ? notice -> {} : System.err::println;
    }

    /** The share of extra work, NaN if it is no number; empty if none is asked for. */
    static OptionalDouble planted() {
        String share = System.getProperty(PLANTED);
        if (share == null) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(share));
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.of(Double.NaN);
        }
    }

    static long seed() {
        return Long.getLong(SEED, DEFAULT_SEED);
    }
}
