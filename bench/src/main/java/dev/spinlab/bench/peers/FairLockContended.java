package dev.spinlab.bench.peers;

import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What do lock and unlock of one fair {@link ReentrantLock} take that every CPU wants all the time?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.FairLockContended -t 2
 * }</pre>
 */
public class FairLockContended extends OnCpu {
    /** For JMH. */
    public FairLockContended() {}

    /**
     * Does one operation.
     *
     * @param locks what all threads share
     * @return the lock
     */
    @Benchmark
    public ReentrantLock run(SharedLocks locks) {
        ReentrantLock lock = locks.fair;
        lock.lock();
        try {
            return lock;
        } finally {
            lock.unlock();
        }
    }
}
