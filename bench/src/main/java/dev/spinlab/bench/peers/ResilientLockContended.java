package dev.spinlab.bench.peers;

import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What do lock and unlock of one resilient lock take that every CPU wants all the time?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.ResilientLockContended -t 2
 * }</pre>
 */
public class ResilientLockContended extends OnCpu {
    /** For JMH. */
    public ResilientLockContended() {}

    /**
     * Does one operation.
     *
     * @param locks what all threads share
     * @return that the lock was taken
     */
    @Benchmark
    public LockResult run(SharedLocks locks) {
        ResilientQueuedSpinLock lock = locks.resilient;
        LockResult result = lock.lock(cpu);
        if (result != LockResult.ACQUIRED) {
            throw new IllegalStateException("the lock answered " + result + ", which is no pair to be counted");
        }
        lock.unlock(cpu);
        return result;
    }
}
