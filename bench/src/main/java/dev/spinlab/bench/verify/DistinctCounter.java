package dev.spinlab.bench.verify;

import java.util.Arrays;

/**
 * Counts the different numbers among those it is told: an open hash table of 64-bit values, so a collision of two schedules'
 * hashes, which makes the count too low by one, has a chance of one in 10^5 among ten million.
 *
 * <p>It grows up to a bound; numbers that come after that and were not seen before are not counted. Thread-safe.
 */
final class DistinctCounter {
    private static final int FIRST_CAPACITY = 1 << 16;

    private final int maxCapacity;
    private long[] table = new long[FIRST_CAPACITY];
    private int size;
    private boolean full;

    /** Creates one whose table takes at most {@code maxBytes}. */
    DistinctCounter(long maxBytes) {
        long slots = Math.max(FIRST_CAPACITY, Math.min(1L << 29, maxBytes / Long.BYTES));
        maxCapacity = (int) Long.highestOneBit(slots);
    }

    synchronized void add(long value) {
        long key = value == 0 ? 1 : value;
        if (2 * (long) size >= table.length && !grow()) {
            full = true;
            return;
        }
        if (insert(table, key)) {
            size++;
        }
    }

    private boolean grow() {
        if (table.length >= maxCapacity) {
            return false;
        }
        long[] larger = new long[2 * table.length];
        for (long key : table) {
            if (key != 0) {
                insert(larger, key);
            }
        }
        Arrays.fill(table, 0);
        table = larger;
        return true;
    }

    private static boolean insert(long[] slots, long key) {
        int mask = slots.length - 1;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        // Bounded: at most half of the slots are taken.
        while (slots[slot] != 0) {
            if (slots[slot] == key) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = key;
        return true;
    }

    synchronized long count() {
        return size;
    }

    /** Returns whether there may be more than {@link #count}. */
    synchronized boolean isLowerBound() {
        return full;
    }
}
