package dev.spinlab.bench.peers;

import dev.spinlab.storage.Element;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does a lookup take that hits the owner's cache, in backend {@code rqspinlock}?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.StorageLookup
 * }</pre>
 */
public class StorageLookup extends OnElement {
    /** For JMH. */
    public StorageLookup() {}

    /**
     * Does one operation.
     *
     * @return the element
     */
    @Benchmark
    public @Nullable Element run() {
        return lookUp();
    }
}
