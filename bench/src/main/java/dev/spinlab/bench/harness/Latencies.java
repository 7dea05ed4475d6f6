package dev.spinlab.bench.harness;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long the operations of one task took: every one, by iteration and over all measured iterations.
 *
 * <p>In an open loop the time runs from when the operation should have begun, or an operation that holds up the next ones
 * would hide their waiting (coordinated omission). The time from when it did begin is kept beside it, to show the difference.
 */
final class Latencies {
    /** The longest latency that is recorded as it is; longer ones are recorded as this. */
    static final long MAX_NANOS = 60_000_000_000L;

    static final int DIGITS = 3;

    private final Histogram fromIntended = new Histogram(1, MAX_NANOS, DIGITS);
    private final @Nullable Histogram fromActual;
    private final Histogram ofTrial = new Histogram(1, MAX_NANOS, DIGITS);
    private final SuccessBursts bursts;
    private final int task;
    private long longestNanos = -1;
    private long longestBeganNanos;

    /**
     * Makes an empty record.
     *
     * @param task number of the task
     * @param bursts samples the order of successes
     * @param open whether operations begin on a schedule
     */
    Latencies(int task, SuccessBursts bursts, boolean open) {
        this.task = task;
        this.bursts = bursts;
        fromActual = open ? new Histogram(1, MAX_NANOS, DIGITS) : null;
    }

    /** Records one operation by when it should have begun, did begin and ended. */
    void record(long intendedNanos, long actualNanos, long endedNanos) {
        long took = endedNanos - intendedNanos;
        fromIntended.recordValue(Math.min(took, MAX_NANOS));
        if (fromActual != null) {
            fromActual.recordValue(Math.min(endedNanos - actualNanos, MAX_NANOS));
        }
        if (took > longestNanos) {
            longestNanos = took;
            longestBeganNanos = intendedNanos;
        }
        bursts.success(task, endedNanos);
    }

    /** Starts an iteration. */
    void beginIteration() {
        longestNanos = -1;
        fromIntended.reset();
        if (fromActual != null) {
            fromActual.reset();
        }
    }

    /** Ends a measured iteration: the trial has had it. */
    void endIteration() {
        ofTrial.add(fromIntended);
    }

    /** The longest operation of the iteration, null if there was none. */
    @Nullable
    LongestWait longest() {
        return longestNanos < 0 ? null : new LongestWait(longestNanos, longestBeganNanos);
    }

    /** Times of the iteration from when operations should have begun; in a closed loop that is when they did. */
    Histogram fromIntended() {
        return fromIntended;
    }

    /** Times of all measured iterations that have ended, as {@link #fromIntended}. */
    Histogram ofTrial() {
        return ofTrial;
    }

    /** Times of the iteration from when operations began, null in a closed loop. */
    @Nullable
    Histogram fromActual() {
        return fromActual;
    }
}
