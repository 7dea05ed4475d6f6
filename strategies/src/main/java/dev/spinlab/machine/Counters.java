package dev.spinlab.machine;

import dev.spinlab.layout.LeadingPad;

/**
 * Exact counts of what one context level of one CPU did.
 *
 * <p>Each level has its own instance, so an interrupt never tears an increment of what it interrupted. Written by the CPU
 * that owns them; read by others only once that CPU is idle.
 */
public final class Counters extends LeadingPad {
    long atomics;
    long lockAcquisitions;

    /** Locks that the first instruction took. Each is an atomic and an acquisition too, counted at once. */
    long quickLocks;

    long lockWaits;
    long entries;

    Counters() {}

    /** Returns the atomic read-modify-write instructions executed. */
    public long atomics() {
        return atomics + quickLocks;
    }

    /** Returns the spin locks taken. */
    public long lockAcquisitions() {
        return lockAcquisitions + quickLocks;
    }

    /** Returns the lock attempts that did not succeed with their first instruction. */
    public long lockWaits() {
        return lockWaits;
    }

    /** Returns how often this level was entered. */
    public long entries() {
        return entries;
    }
}
