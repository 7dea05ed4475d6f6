package dev.spinlab.bench.peers;

import static java.util.Objects.requireNonNull;

import dev.spinlab.storage.Element;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does it take to look an element up and write its value in place, in backend {@code rqspinlock}?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.StorageUpdate
 * }</pre>
 */
public class StorageUpdate extends OnElement {
    private long value;

    /** For JMH. */
    public StorageUpdate() {}

    /**
     * Does one operation.
     *
     * @return the element
     */
    @Benchmark
    public Element run() {
        Element element = requireNonNull(lookUp());
        element.setValue(cpu, value++);
        return element;
    }
}
