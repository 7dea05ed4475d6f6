package dev.spinlab.bench.harness;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

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

    /** The same in turns, where measured iterations are seldom longer than those of the warm-up. */
    private static final int ROOM_IN_TURNS = 2;

    private final LongSupplier usedBytes;
    private final LongPredicate hasRoomFor;
    private final Runnable collector;
    private final int room;
    private long before = collections();
    private long usedBefore;

    private Heap(Eden eden) {
        this(eden::usedBytes, eden::hasRoomFor, System::gc, HarnessProperties.turns() ? ROOM_IN_TURNS : ROOM);
    }

    /**
     * Takes what it is about from elsewhere.
     *
     * @param usedBytes what has been used of the part that new objects fill
     * @param hasRoomFor whether that part has room for so many bytes more
     * @param collector collects
     * @param room iterations like the last one for which there must be room
     */
    Heap(LongSupplier usedBytes, LongPredicate hasRoomFor, Runnable collector, int room) {
        this.usedBytes = usedBytes;
        this.hasRoomFor = hasRoomFor;
        this.collector = collector;
        this.room = room;
    }

    /** Returns that of this JVM. */
    static Heap ofThisJvm() {
        return new Heap(new Eden());
    }

    /** Makes room for the next iteration, by collecting if need be, and starts to count. */
    void clear() {
        if (collectionsSinceClear() > 0 || !hasRoomFor.test(room * (usedBytes.getAsLong() - usedBefore))) {
            collector.run();
        }
        before = collections();
        usedBefore = usedBytes.getAsLong();
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
