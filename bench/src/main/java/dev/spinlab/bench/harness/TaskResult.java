package dev.spinlab.bench.harness;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one task did in one iteration.
 *
 * @param successes operations done
 * @param acceptedCalls calls that were not refused; an operation may need several
 * @param refused refused calls by code
 * @param refusedNanos on-CPU time in runs of refused calls
 * @param onCpuNanos time it had its CPU
 * @param costs what its thread cost
 * @param handlers what the handlers on top of it did
 * @param pinned whether its thread is bound to its CPU
 * @param span when it took part, null if it never came to its first measured operation
 * @param longest its longest operation, null if operations are not timed or none was done
 */
record TaskResult(
        long successes,
        long acceptedCalls,
        ErrnoCounts refused,
        long refusedNanos,
        long onCpuNanos,
        ThreadCosts costs,
        HandlerResult handlers,
        boolean pinned,
        @Nullable TaskSpan span,
        @Nullable LongestWait longest) {

    /** When the last of some tasks left for good; long ago if none of them ever came. */
    static long lastEnd(List<TaskResult> results) {
        return results.stream()
                .map(TaskResult::span)
                .filter(Objects::nonNull)
                .mapToLong(TaskSpan::endedNanos)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** A task that never came to its first measured operation. */
    static TaskResult nothing(boolean pinned) {
        return new TaskResult(
                0, 0, new ErrnoCounts(), 0, 0, new ThreadCosts(0, 0), HandlerResult.NONE, pinned, null, null);
    }
}
