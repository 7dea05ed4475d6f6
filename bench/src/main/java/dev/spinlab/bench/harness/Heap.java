package dev.spinlab.bench.harness;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * The Java heap between iterations.
 *
 * <p>A modelled kernel frees its memory by itself; the collector behind it is no part of any strategy. So it is run between
 * iterations, when nothing is measured and next to nothing is live, unless there is room for several more such iterations;
 * and an iteration counts the collections that fell into it all the same.
 */
final class Heap {
    /** Iterations like the last one for which there must be room: the next one may be longer, or do more. */
    private static final int ROOM = 16;

    private final Eden eden = new Eden();
    private long before = collections();
    private long usedBefore;

    /** Makes room for the next iteration, by collecting if need be, and starts to count. */
    void clear() {
        if (!eden.hasRoomFor(ROOM * (eden.usedBytes() - usedBefore))) {
            System.gc();
        }
        before = collections();
        usedBefore = eden.usedBytes();
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
