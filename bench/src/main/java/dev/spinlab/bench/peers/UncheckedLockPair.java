package dev.spinlab.bench.peers;

import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.QueuedSpinLock;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What do lock and unlock of a free queued lock take that has no table and checks nothing?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.UncheckedLockPair
 * }</pre>
 */
public class UncheckedLockPair extends OnCpu {
    private final QueuedSpinLock lock = new QueuedSpinLock("peer");

    /** For JMH. */
    public UncheckedLockPair() {}

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
