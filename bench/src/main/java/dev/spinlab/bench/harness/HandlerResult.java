package dev.spinlab.bench.harness;

/**
 * What interrupt handlers did.
 *
 * @param calls calls they made
 * @param successes handlers that could create and delete
 * @param refused refused calls by code
 * @param nanos time in calls
 * @param refusedNanos time in refused calls
 */
record HandlerResult(long calls, long successes, ErrnoCounts refused, long nanos, long refusedNanos) {
    static final HandlerResult NONE = new HandlerResult(0, 0, new ErrnoCounts(), 0, 0);

    HandlerResult plus(HandlerResult other) {
        ErrnoCounts sum = refused.copy();
        sum.add(other.refused);
        return new HandlerResult(
                calls + other.calls,
                successes + other.successes,
                sum,
                nanos + other.nanos,
                refusedNanos + other.refusedNanos);
    }
}
