package dev.spinlab.bench.claims;

import dev.spinlab.lock.LockResult;

/**
 * How an attempt to take a lock ended.
 *
 * @param result the answer
 * @param nanos how long it took, on the clock of its machine
 */
record LockAnswer(LockResult result, long nanos) {
    /** In milliseconds. */
    double millis() {
        return nanos / 1e6;
    }
}
