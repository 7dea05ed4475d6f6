package dev.spinlab.bench.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class StorageLadderTest {
    private static final int TIMES = 1_000;
    private static final int ROUNDS = 10;

    /** An element, a storage, which a test of object layouts holds to 96 and 80 bytes, and its lock. */
    private static final long BYTES = 96 + 80 + 24;

    @Test
    void whatIsMadeIsAsLargeAsWhatTheStorageMakes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        StorageLadder ladder = new StorageLadder();
        Object[] kept = new Object[TIMES];
        long least = Long.MAX_VALUE;
        // What the JVM allocates in passing only adds.
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < TIMES; i++) {
                kept[i] = ladder.allocate();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isEqualTo(TIMES * BYTES);
    }
}
