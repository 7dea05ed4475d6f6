package dev.spinlab.bench.peers;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does {@link ConcurrentHashMap#get} take that finds its key?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.HashMapGet
 * }</pre>
 */
public class HashMapGet extends OnCpu {
    private final ConcurrentHashMap<Object, Object> map = new ConcurrentHashMap<>();
    private final Object key = new Object();

    /** For JMH. */
    public HashMapGet() {}

    @Override
    protected void prepare(Board board) {
        map.put(key, new Object());
    }

    /**
     * Does one operation.
     *
     * @return what is there
     */
    @Benchmark
    public @Nullable Object run() {
        return map.get(key);
    }
}
