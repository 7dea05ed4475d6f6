package dev.spinlab.simulation;

/**
 * How virtual time passes while nobody does anything but spin: slowly at first, so that deadlock checks come before timeouts,
 * then in leaps, and at last it is over.
 */
final class SpinClock {
    /** Above the kernel's longest timeout and above the watchdogs of the model, which say more. */
    static final long PATIENCE_NANOS = 30_000_000_000L;

    /** Enough for two looks at the clock, which comes once in 65,536 spins. */
    private static final long SLOW_SPINS = 150_000;

    private static final long SLOW_NANOS = 40;
    private static final long FAST_NANOS = 8_000;

    private static final long FEW_SPINS = 3;

    private long spins;
    private long spunNanos;

    /** Somebody got on. */
    void reset() {
        spins = 0;
        spunNanos = 0;
    }

    /** One spin of anybody; returns the nanoseconds that passed. */
    long spin() {
        spins++;
        long nanos = spins <= SLOW_SPINS ? SLOW_NANOS : FAST_NANOS;
        spunNanos += nanos;
        return nanos;
    }

    /** Returns whether so many spins have passed that nothing new can be learnt from asking at each. */
    boolean longSpin() {
        return spins > FEW_SPINS;
    }

    boolean hopeless() {
        return spunNanos > PATIENCE_NANOS;
    }
}
