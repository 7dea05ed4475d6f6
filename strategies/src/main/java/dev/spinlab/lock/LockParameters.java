package dev.spinlab.lock;

/**
 * What a {@link ResilientQueuedSpinLock} is tuned by. Times are in schedule nanoseconds.
 *
 * @param profile the generation of rules
 * @param pendingTimeoutNanos how long the first waiter waits: one critical section is ahead of it
 * @param headTimeoutNanos how long the head of the queue waits: two critical sections are ahead of it
 * @param testAndSetTimeoutNanos how long a waiter of the test-and-set fallback waits: any number may be ahead of it
 * @param checkIntervalNanos time between two deadlock checks of one wait
 * @param spinsPerClockRead spins between two looks at the clock
 * @param pendingLoops re-reads of a word on which a hand-over is in progress, before queueing
 * @param testAndSet whether waiters race for the word instead of queueing, as on guests without paravirtual spin locks
 */
public record LockParameters(
        LockProfile profile,
        long pendingTimeoutNanos,
        long headTimeoutNanos,
        long testAndSetTimeoutNanos,
        long checkIntervalNanos,
        int spinsPerClockRead,
        int pendingLoops,
        boolean testAndSet) {
    private static final long MILLI = 1_000_000;

    /** One for all locks: a lock is made with every owner's storage. */
    private static final LockParameters CURRENT =
            new LockParameters(LockProfile.CURRENT, 250 * MILLI, 500 * MILLI, 1_000 * MILLI, MILLI, 65_536, 512, false);

    /** Checks the ranges. */
    public LockParameters {
        if (pendingTimeoutNanos <= 0
                || headTimeoutNanos <= 0
                || testAndSetTimeoutNanos <= 0
                || checkIntervalNanos <= 0) {
            throw new IllegalArgumentException("timeouts and the check interval must be positive");
        }
        if (spinsPerClockRead < 1 || pendingLoops < 1) {
            throw new IllegalArgumentException("spins per clock read and pending loops must be at least 1");
        }
    }

    /** Returns today's rules with the kernel's times: 250 ms, 500 ms, 1 s, checks each 1 ms (kernel-facts 1.5). */
    public static LockParameters current() {
        return CURRENT;
    }

    /** Returns the rules as first merged, same times. */
    public static LockParameters v615() {
        return current().withProfile(LockProfile.V6_15);
    }

    /** Returns a copy with another profile. */
    public LockParameters withProfile(LockProfile chosen) {
        return new LockParameters(
                chosen,
                pendingTimeoutNanos,
                headTimeoutNanos,
                testAndSetTimeoutNanos,
                checkIntervalNanos,
                spinsPerClockRead,
                pendingLoops,
                testAndSet);
    }

    /** Returns a copy that uses the test-and-set fallback, or not. */
    public LockParameters withTestAndSet(boolean chosen) {
        return new LockParameters(
                profile,
                pendingTimeoutNanos,
                headTimeoutNanos,
                testAndSetTimeoutNanos,
                checkIntervalNanos,
                spinsPerClockRead,
                pendingLoops,
                chosen);
    }

    /** Returns a copy that looks at the clock every {@code spins} spins. */
    public LockParameters withSpinsPerClockRead(int spins) {
        return new LockParameters(
                profile,
                pendingTimeoutNanos,
                headTimeoutNanos,
                testAndSetTimeoutNanos,
                checkIntervalNanos,
                spins,
                pendingLoops,
                testAndSet);
    }
}
