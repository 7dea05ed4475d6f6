package dev.spinlab.bench.ladder;

import dev.spinlab.bench.peers.OnCpu;
import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What do CPUs cost each other that take different locks, by how far these lie apart? Each thread has a lock of its own.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh ladder.LockSpacing -t 2
 * }</pre>
 */
public class LockSpacing extends OnCpu {
    /** For JMH. */
    public LockSpacing() {}

    /**
     * Does one operation.
     *
     * @param row the locks
     * @param thread which of them is this thread's
     * @return that it was taken
     */
    @Benchmark
    public LockResult ownLock(Row row, ThreadParams thread) {
        ResilientQueuedSpinLock lock = row.locks[row.first + thread.getThreadIndex() * row.apart];
        LockResult result = lock.lock(cpu);
        lock.unlock(cpu);
        return result;
    }

    /** Locks that lie side by side: one thread makes them, and a collection keeps the order of an array's elements. */
    @State(Scope.Benchmark)
    public static class Row {
        private static final int LOCKS = 256;

        /** Locks, of 24 bytes each, from one thread's to the next one's: 3 never share a line of 64 bytes. */
        @Param({"1", "3", "6"})
        public int apart;

        /** The first thread's lock: of neighbours 0 and 1, and 1 and 2, one pair shares a line of 64 bytes, or both do. */
        @Param({"0", "1"})
        public int first;

        private final ResilientQueuedSpinLock[] locks = new ResilientQueuedSpinLock[LOCKS];

        /** For JMH. */
        public Row() {}

        /** Makes the locks. */
        @Setup(Level.Trial)
        public void make() {
            Arrays.setAll(locks, i -> ResilientQueuedSpinLock.of("rung", LockParameters.current()));
        }
    }
}
