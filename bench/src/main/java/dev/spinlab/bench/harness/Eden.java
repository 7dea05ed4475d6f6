package dev.spinlab.bench.harness;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import org.jspecify.annotations.Nullable;

/** The part of the heap that new objects fill: a collection begins when it is full. */
final class Eden {
    private static final double NEARLY = 0.85;

    private final @Nullable MemoryPoolMXBean pool = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(candidate -> candidate.getName().contains("Eden"))
            .findFirst()
            .orElse(null);

    Eden() {}

    /** Returns what has been used of it, in bytes; 0 where the JVM does not tell. */
    long usedBytes() {
        return pool == null ? 0 : pool.getUsage().getUsed();
    }

    /** Returns whether it has room for so much more; false where the JVM does not tell. */
    boolean hasRoomFor(long bytes) {
        if (pool == null) {
            return false;
        }
        MemoryUsage usage = pool.getUsage();
        return usage.getCommitted() - usage.getUsed() > bytes;
    }

    /** Returns whether a collection is near; false where the JVM does not tell. */
    boolean nearlyFull() {
        if (pool == null) {
            return false;
        }
        MemoryUsage usage = pool.getUsage();
        return usage.getUsed() > NEARLY * usage.getCommitted();
    }
}
