package dev.spinlab.bench.environment;

/**
 * What it costs to read the clock, measured here and now.
 *
 * @param nanosPerCall mean cost of {@code System.nanoTime()}, in nanoseconds
 * @param resolutionNanos smallest step seen between two readings that differ, in nanoseconds
 */
public record TimerCost(double nanosPerCall, long resolutionNanos) {
    private static final int CALLS = 200_000;
    private static final int ROUNDS = 5;

    /**
     * Measures; takes about 30 ms.
     *
     * @return the cost of the fastest of several rounds, the first of which warm up
     */
    public static TimerCost measure() {
        double best = Double.MAX_VALUE;
        long step = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            long previous = begin;
            for (int call = 1; call < CALLS; call++) {
                long now = System.nanoTime();
                if (now > previous) {
                    step = Math.min(step, now - previous);
                }
                previous = now;
            }
            best = Math.min(best, (previous - begin) / (double) CALLS);
        }
        return new TimerCost(best, step);
    }
}
