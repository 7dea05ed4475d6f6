package dev.spinlab.bench.harness;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the calling thread has cost so far.
 *
 * @param cpuNanos CPU time as the operating system counts it, in nanoseconds
 * @param allocatedBytes memory allocated on the Java heap
 */
record ThreadCosts(long cpuNanos, long allocatedBytes) {
    /** What this JVM does not tell. */
    static final long UNKNOWN = -1;

    private static final java.lang.management.ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean CPU_TIME = THREADS.isCurrentThreadCpuTimeSupported();
    private static final @Nullable ThreadMXBean ALLOCATION = THREADS instanceof ThreadMXBean hotSpot
                    && hotSpot.isThreadAllocatedMemorySupported()
                    && hotSpot.isThreadAllocatedMemoryEnabled()
            ? hotSpot
            : null;

    /** Reads both. */
    static ThreadCosts now() {
        long allocated = ALLOCATION == null ? UNKNOWN : ALLOCATION.getCurrentThreadAllocatedBytes();
        return new ThreadCosts(CPU_TIME ? THREADS.getCurrentThreadCpuTime() : UNKNOWN, allocated);
    }

    /** The costs since {@code earlier}; what was unknown stays so. */
    ThreadCosts since(ThreadCosts earlier) {
        return new ThreadCosts(
                cpuNanos == UNKNOWN ? UNKNOWN : cpuNanos - earlier.cpuNanos,
                allocatedBytes == UNKNOWN ? UNKNOWN : allocatedBytes - earlier.allocatedBytes);
    }
}
