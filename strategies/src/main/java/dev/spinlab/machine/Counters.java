package dev.spinlab.machine;

import dev.spinlab.layout.LeadingPad;
import org.jspecify.annotations.Nullable;

/**
 * Exact counts of what one context level of one CPU did.
 *
 * <p>Each level has its own instance, so an interrupt never tears an increment of what it interrupted; what lies in the state
 * of a CPU is safe because a handler that can come anywhere has a state of its own. Written by the CPU that owns them; read by
 * others only while that CPU stands still.
 */
public final class Counters extends LeadingPad {
    long atomics;
    long lockAcquisitions;

    long lockWaits;
    long entries;

    /** Whose {@link CpuState#quickLocks} belong here too: none are there but while it executes the level. */
    private @Nullable CpuState counting;

    Counters() {}

    void begin(CpuState state) {
        counting = state;
    }

    void end(long quickLocks) {
        atomics += quickLocks;
        lockAcquisitions += quickLocks;
        counting = null;
    }

    private long quickLocks() {
        CpuState now = counting;
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
