package dev.spinlab.bench.harness;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long the operations of one task took, all or a sample: by iteration and over all measured iterations.
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
    private final @Nullable SuccessBursts bursts;
    private final int task;
    private final int stride;
    private int untilDue;
    private long longestNanos = -1;
    private long longestBeganNanos;

    /**
     * Makes an empty record.
     *
     * @param task number of the task
     * @param mode which operations are timed
     * @param bursts samples the order of successes, null if nobody asks
     * @param open whether operations begin on a schedule
     */
    Latencies(int task, LatencyMode mode, @Nullable SuccessBursts bursts, boolean open) {
        this.task = task;
        this.bursts = bursts;
        stride = mode.stride();
        fromActual = open ? new Histogram(1, MAX_NANOS, DIGITS) : null;
    }

    /** Whether the next operation is one to time. Asked once for each. */
    boolean due() {
        if (--untilDue > 0) {
            return false;
        }
        untilDue = stride;
        return true;
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
        if (bursts != null) {
            bursts.success(task, endedNanos);
        }
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

    /** The longest operation of the iteration, null if there was none or not all are known. */
    @Nullable
    LongestWait longest() {
        return longestNanos < 0 || stride > 1 ? null : new LongestWait(longestNanos, longestBeganNanos);
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
