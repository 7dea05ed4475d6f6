package dev.spinlab.bench.claims;

import dev.spinlab.lock.LockResult;
import dev.spinlab.results.measure.Numbers;

/**
 * How an attempt to take a lock ended.
 *
 * @param result the answer
 * @param nanos how long it took, on the clock of its machine
 */
record LockAnswer(LockResult result, long nanos) {
    /** The time as text. */
    String time() {
        return nanos == 0 ? "at once" : Numbers.time((double) nanos);
    }
}
