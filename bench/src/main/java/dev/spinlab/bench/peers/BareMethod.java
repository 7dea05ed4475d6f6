package dev.spinlab.bench.peers;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does JMH itself take for a method that reads a field?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.BareMethod
 * }</pre>
 */
public class BareMethod extends OnCpu {
    private long value;

    /** For JMH. */
    public BareMethod() {}

    /**
     * Does one operation.
     *
     * @return a number
     */
    @Benchmark
    public long run() {
        return value;
    }
}
