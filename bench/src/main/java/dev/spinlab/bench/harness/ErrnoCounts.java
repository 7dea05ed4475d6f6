package dev.spinlab.bench.harness;

import dev.spinlab.machine.Errno;
import java.util.Arrays;

/** How many calls ended with each error code. The counts lie at least 128 bytes from any other object. */
final class ErrnoCounts {
    private static final Errno[] CODES = Errno.values();
    private static final int PAD_LONGS = 128 / Long.BYTES;

    private final long[] counts = new long[PAD_LONGS + CODES.length + PAD_LONGS];

    ErrnoCounts() {}

    @SuppressWarnings("EnumOrdinal") // never leaves this JVM, and an EnumMap would allocate at every count
    private static int at(Errno code) {
        return PAD_LONGS + code.ordinal();
    }

    void increment(Errno code) {
        counts[at(code)]++;
    }

    long of(Errno code) {
        return counts[at(code)];
    }

    long total() {
        long sum = 0;
        for (Errno code : CODES) {
            sum += of(code);
        }
        return sum;
    }

    void add(ErrnoCounts other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    ErrnoCounts copy() {
        ErrnoCounts copy = new ErrnoCounts();
        copy.add(this);
        return copy;
    }

    void clear() {
        Arrays.fill(counts, 0);
    }
}
