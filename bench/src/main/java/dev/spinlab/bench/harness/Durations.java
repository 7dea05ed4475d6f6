package dev.spinlab.bench.harness;

import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/** Lengths of things that are rare, such as grace periods. Any thread. */
final class Durations implements LongConsumer {
    private final Histogram nanos = new Histogram(1, Latencies.MAX_NANOS, Latencies.DIGITS);

    Durations() {}

    @Override
    public synchronized void accept(long length) {
        nanos.recordValue(Math.max(0, Math.min(length, Latencies.MAX_NANOS)));
    }

    /** Returns a copy of what was recorded since {@link #reset}. */
    synchronized Histogram copy() {
        return nanos.copy();
    }

    synchronized void reset() {
        nanos.reset();
    }
}
