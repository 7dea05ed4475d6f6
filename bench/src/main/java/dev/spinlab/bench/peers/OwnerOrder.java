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
     * Checks that so many owners can have turns in this order.
     *
     * @param owners a power of two
     * @return the same
     * @throws IllegalArgumentException if it is none; the message is one line
     */
    public static int checked(int owners) {
        if (Integer.bitCount(owners) != 1 || owners < 1) {
            throw new IllegalArgumentException("owners=" + owners + ": give a power of two from 1 on, as 1024");
        }
        return owners;
    }

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
