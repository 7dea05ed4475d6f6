package dev.spinlab.bench.harness;

import org.HdrHistogram.Histogram;

/**
 * How many calls and how long it took until a call that had been refused was accepted, within one iteration.
 *
 * <p>Values above the range are recorded as its upper end: {@value #MAX_CALLS} calls, {@value #MAX_NANOS} ns.
 */
final class Retries {
    static final long MAX_CALLS = 10_000_000_000L;
    static final long MAX_NANOS = 60_000_000_000L;

    private static final int DIGITS = 3;

    private final Histogram calls = new Histogram(1, MAX_CALLS, DIGITS);
    private final Histogram nanos = new Histogram(1, MAX_NANOS, DIGITS);

    private long skipped;

    Retries() {}

    /**
     * Records one success that needed more than one call.
     *
     * @param callsNeeded the refused calls and the accepted one, at least 2
     * @param nanosNeeded wall time from the first refusal
     */
    void record(long callsNeeded, long nanosNeeded) {
        calls.recordValue(Math.min(callsNeeded, MAX_CALLS));
        nanos.recordValue(Math.max(0, Math.min(nanosNeeded, MAX_NANOS)));
    }

    /** Notes a success whose run of refusals had begun when counting did, so that nobody knows how many calls it needed. */
    void skip() {
        skipped++;
    }

    /** Successes that were retried, but nobody knows how often. */
    long skipped() {
        return skipped;
    }

    void add(Retries other) {
        skipped += other.skipped;
        calls.add(other.calls);
        nanos.add(other.nanos);
    }

    void reset() {
        skipped = 0;
        calls.reset();
        nanos.reset();
    }

    /** Calls needed, of retried successes only. */
    Histogram calls() {
        return calls;
    }

    /** Nanoseconds needed, of retried successes only. */
    Histogram nanos() {
        return nanos;
    }
}
