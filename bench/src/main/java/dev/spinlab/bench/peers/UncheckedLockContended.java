package dev.spinlab.bench.peers;

import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.QueuedSpinLock;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What do lock and unlock of one queued lock without checks take that every CPU wants all the time?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.UncheckedLockContended -t 2
 * }</pre>
 */
public class UncheckedLockContended extends OnCpu {
    /** For JMH. */
    public UncheckedLockContended() {}

    /**
     * Does one operation.
     *
     * @param locks what all threads share
     * @return that the lock was taken
     */
    @Benchmark
    public LockResult run(SharedLocks locks) {
        QueuedSpinLock lock = locks.unchecked;
        LockResult result = lock.lock(cpu);
        lock.unlock(cpu);
        return result;
    }
}
