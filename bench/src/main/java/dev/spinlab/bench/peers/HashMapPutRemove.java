package dev.spinlab.bench.peers;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What do {@link ConcurrentHashMap#put} and {@link ConcurrentHashMap#remove(Object)} of one value object take?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.HashMapPutRemove
 * }</pre>
 */
public class HashMapPutRemove extends OnCpu {
    private final ConcurrentHashMap<Object, Object> map = new ConcurrentHashMap<>();
    private final Object key = new Object();
    private final Object value = new Object();

    /** For JMH. */
    public HashMapPutRemove() {}

    /**
     * Does one operation.
     *
     * @return the value
     */
    @Benchmark
    public @Nullable Object run() {
        map.put(key, value);
        return map.remove(key);
    }
}
