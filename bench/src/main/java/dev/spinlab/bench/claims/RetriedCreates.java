package dev.spinlab.bench.claims;

/**
 * What creating until it succeeds took.
 *
 * @param creates successful creates
 * @param retried those of them that were refused at least once
 * @param medianCalls calls that one of these needed, in the middle
 * @param worstCalls calls that one of these needed at most
 * @param medianNanos time from the first refusal, in the middle
 * @param worstNanos time from the first refusal at most
 */
record RetriedCreates(
        double creates, double retried, double medianCalls, double worstCalls, double medianNanos, double worstNanos) {}
