package dev.spinlab.bench.peers;

import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What do lock and unlock of a free resilient lock take, with its table, the preemption count and the steps?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.ResilientLockPair
 * }</pre>
 */
public class ResilientLockPair extends OnCpu {
    private final ResilientQueuedSpinLock lock = ResilientQueuedSpinLock.of("peer", LockParameters.current());

    /** For JMH. */
    public ResilientLockPair() {}

    /**
     * Does one operation.
     *
     * @return that the lock was taken
     */
    @Benchmark
    public LockResult run() {
        LockResult result = lock.lock(cpu);
        lock.unlock(cpu);
        return result;
    }
}
