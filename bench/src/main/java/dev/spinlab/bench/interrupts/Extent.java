package dev.spinlab.bench.interrupts;

import java.time.Duration;

/**
 * How far each cell goes.
 *
 * @param handlers handlers wanted in each
 * @param limit time after which a cell begins nothing new, warm-up not counted
 * @param periodMicros distance of real-time interrupts, in microseconds
 * @param exponential whether these distances are drawn
 * @param cpus modelled CPUs, with one task each
 * @param seed seed of the interrupts
 */
public record Extent(long handlers, Duration limit, int periodMicros, boolean exponential, int cpus, long seed) {
    /** Rejects what cannot be run. */
    public Extent {
        if (handlers < 1 || cpus < 1 || limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a cell needs handlers, time and a CPU");
        }
    }
}
