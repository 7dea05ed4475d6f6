package dev.spinlab.bench.peers;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does {@link ThreadLocal#get} take?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.ThreadLocalGet
 * }</pre>
 */
public class ThreadLocalGet extends OnCpu {
    private final ThreadLocal<Object> local = ThreadLocal.withInitial(Object::new);

    /** For JMH. */
    public ThreadLocalGet() {}

    /**
     * Does one operation.
     *
     * @return what is there
     */
    @Benchmark
    public Object run() {
        return local.get();
    }
}
