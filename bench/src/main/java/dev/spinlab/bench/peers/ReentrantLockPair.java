package dev.spinlab.bench.peers;

import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What do lock and unlock of a free {@link ReentrantLock} take?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.ReentrantLockPair
 * }</pre>
 */
public class ReentrantLockPair extends OnCpu {
    private final ReentrantLock lock = new ReentrantLock();

    /** For JMH. */
    public ReentrantLockPair() {}

    /**
     * Does one operation.
     *
     * @return the lock
     */
    @Benchmark
    public ReentrantLock run() {
        lock.lock();
        try {
            return lock;
        } finally {
            lock.unlock();
        }
    }
}
