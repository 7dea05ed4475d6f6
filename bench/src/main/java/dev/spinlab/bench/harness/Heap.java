package dev.spinlab.bench.harness;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * The Java heap between iterations.
 *
 * <p>A modelled kernel frees its memory by itself; the collector behind it is no part of any strategy. So it is run between
 * iterations, when nothing is measured and next to nothing is live, and an iteration counts the collections that fell into
 * it all the same.
 */
final class Heap {
    private long before = collections();

    /** Collects now and starts to count. */
    void clear() {
        System.gc();
        before = collections();
    }

    /** Collections since the last {@link #clear}. */
    long collectionsSinceClear() {
        return collections() - before;
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
