package dev.spinlab.bench.peers;

import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.RawSpinLock;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What do lock and unlock of a free raw spin lock take, with the preemption count and the steps?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.RawLockPair
 * }</pre>
 */
public class RawLockPair extends OnCpu {
    private final RawSpinLock lock = new RawSpinLock("peer");

    /** For JMH. */
    public RawLockPair() {}

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
