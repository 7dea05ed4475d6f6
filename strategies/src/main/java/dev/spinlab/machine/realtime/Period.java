package dev.spinlab.machine.realtime;

import java.util.SplittableRandom;

/**
 * How far apart the interrupts of one CPU and level are.
 *
 * @param nanos distance, or mean distance
 * @param exponential whether distances are drawn, exponentially distributed, instead of all alike
 */
public record Period(long nanos, boolean exponential) {
    /** The least period: a timer that runs out, a switch to the handler and one back take several microseconds. */
    public static final long LEAST_NANOS = 20_000;

    /** The greatest: beyond it a million interrupts would take a quarter of an hour. */
    public static final long GREATEST_NANOS = 1_000_000;

    /** No draw is longer than so many means; one in half a billion would be. */
    private static final int LONGEST_MEANS = 20;

    /** Checks the range. */
    public Period {
        if (nanos < LEAST_NANOS || nanos > GREATEST_NANOS) {
            throw new IllegalArgumentException(
                    "a period of interrupts is " + LEAST_NANOS + " to " + GREATEST_NANOS + " ns, not " + nanos);
        }
    }

    /** Returns the distance to the next interrupt in nanoseconds, at least 1. */
    long next(SplittableRandom random) {
        if (!exponential) {
            return nanos;
        }
        double means = -Math.log(1 - random.nextDouble());
        return Math.max(1, Math.round(Math.min(means, LONGEST_MEANS) * nanos));
    }

    /** Returns the time to the first interrupt, which falls anywhere in a period. */
    long first(SplittableRandom random) {
        return 1 + random.nextLong(nanos);
    }
}
