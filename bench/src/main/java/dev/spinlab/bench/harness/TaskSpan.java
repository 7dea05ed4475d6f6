package dev.spinlab.bench.harness;

import java.util.List;

/**
 * When one task took part in an iteration, in nanoseconds of {@link System#nanoTime}.
 *
 * @param askedNanos when it first asked for its CPU
 * @param openedNanos when its first counted operation began
 * @param endedNanos when it left for good
 */
record TaskSpan(long askedNanos, long openedNanos, long endedNanos) {
    /** When the iteration began: the first counted operation of any task. */
    static long firstOpened(List<TaskSpan> spans) {
        return spans.stream().mapToLong(TaskSpan::openedNanos).min().orElse(0);
    }

    /**
     * The share of an iteration in which all of its tasks were at it: from the last start to the first end, of the time from
     * the first start to the last end. A task that waits for its CPU competes, so it starts when it asks; but nobody starts
     * before the iteration does.
     *
     * @param spans one for each task
     * @return 0 if they were never all there, 1 if always, NaN of nothing
     */
    static double competingShare(List<TaskSpan> spans) {
        long begin = firstOpened(spans);
        long firstStart = Long.MAX_VALUE;
        long lastStart = Long.MIN_VALUE;
        long firstEnd = Long.MAX_VALUE;
        long lastEnd = Long.MIN_VALUE;
        for (TaskSpan span : spans) {
            long start = Math.max(begin, span.askedNanos);
            firstStart = Math.min(firstStart, start);
            lastStart = Math.max(lastStart, start);
            firstEnd = Math.min(firstEnd, span.endedNanos);
            lastEnd = Math.max(lastEnd, span.endedNanos);
        }
        return lastEnd > firstStart
                ? Math.max(0, (double) (firstEnd - lastStart) / (lastEnd - firstStart))
                : Double.NaN;
    }
}
