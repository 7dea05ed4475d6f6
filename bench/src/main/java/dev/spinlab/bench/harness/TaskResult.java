package dev.spinlab.bench.harness;

/**
 * What one task did in one iteration.
 *
 * @param successes operations done
 * @param acceptedCalls calls that were not refused; an operation may need several
 * @param refused refused calls by code
 * @param refusedNanos on-CPU time in runs of refused calls
 * @param onCpuNanos time it had its CPU
 * @param threadCpuNanos CPU time of its thread as the operating system counts it, negative if it does not
 * @param handlers what the handlers on top of it did
 * @param pinned whether its thread is bound to its CPU
 */
record TaskResult(
        long successes,
        long acceptedCalls,
        ErrnoCounts refused,
        long refusedNanos,
        long onCpuNanos,
        long threadCpuNanos,
        HandlerResult handlers,
        boolean pinned) {

    /** A task that never came to its first measured operation. */
    static TaskResult nothing(boolean pinned) {
        return new TaskResult(0, 0, new ErrnoCounts(), 0, 0, 0, HandlerResult.NONE, pinned);
    }
}
