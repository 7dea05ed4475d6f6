package dev.spinlab.machine;

import dev.spinlab.layout.LeadingPad;
import org.jspecify.annotations.Nullable;

/**
 * Exact counts of what one context level of one CPU did.
 *
 * <p>Each level has its own instance, so an interrupt never tears an increment of what it interrupted. Written by the CPU
 * that owns them; read by others only once that CPU is idle.
 */
public final class Counters extends LeadingPad {
    long atomics;
    long lockAcquisitions;

    long lockWaits;
    long entries;

    /** What executes the level, and counts some for it; null while nothing does. */
    private @Nullable CpuState executing;

    Counters() {}

    void begin(CpuState state) {
        executing = state;
    }

    void end(long quickLocks) {
        atomics += quickLocks;
        lockAcquisitions += quickLocks;
        executing = null;
    }

    private long quickLocks() {
        CpuState now = executing;
        return now == null ? 0 : now.quickLocks;
    }

    /** Returns the atomic read-modify-write instructions executed. */
    public long atomics() {
        return atomics + quickLocks();
    }

    /** Returns the spin locks taken. */
    public long lockAcquisitions() {
        return lockAcquisitions + quickLocks();
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
