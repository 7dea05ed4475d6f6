package dev.spinlab.bench.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class StorageLadderTest {
    private static final int TIMES = 1_000;

    /** An element, a storage, which a test of object layouts holds to 96 and 80 bytes, and its lock. */
    private static final long BYTES = 96 + 80 + 32;

    @Test
    void whatIsMadeIsAsLargeAsWhatTheStorageMakes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        StorageLadder ladder = new StorageLadder();
        Object[] kept = new Object[TIMES];
        kept[0] = ladder.allocate();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < TIMES; i++) {
            kept[i] = ladder.allocate();
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isEqualTo(TIMES * BYTES);
    }
}
