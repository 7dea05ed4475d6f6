package dev.spinlab.bench.peers;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * What do two readings of {@link System#nanoTime} take?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.TwoClockReads
 * }</pre>
 */
public class TwoClockReads extends OnCpu {
    /** For JMH. */
    public TwoClockReads() {}

    /**
     * Does one operation.
     *
     * @return the time between them, in nanoseconds
     */
    @Benchmark
    public long run() {
        long start = System.nanoTime();
        return System.nanoTime() - start;
    }
}
