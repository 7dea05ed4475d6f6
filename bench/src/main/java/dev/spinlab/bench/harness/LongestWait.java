package dev.spinlab.bench.harness;

/**
 * The longest operation of one task in one iteration.
 *
 * @param nanos how long it took
 * @param beganNanos when it began, or should have, in nanoseconds of {@link System#nanoTime}
 */
record LongestWait(long nanos, long beganNanos) {}
