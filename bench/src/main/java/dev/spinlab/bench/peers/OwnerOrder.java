package dev.spinlab.bench.peers;

/**
 * The order in which many owners have their turns: one that no prefetcher guesses, in which each has one before any has a
 * second. A full-period generator modulo a power of two (Knuth, 3.2.1.2).
 */
public final class OwnerOrder {
    private static final int MULTIPLIER = 1_664_525;
    private static final int INCREMENT = 1_013_904_223;

    private OwnerOrder() {}

    /**
     * The turn after another.
     *
     * @param turn any
     * @return the next; its low bits number the owner
     */
    public static int next(int turn) {
        return turn * MULTIPLIER + INCREMENT;
    }
}
