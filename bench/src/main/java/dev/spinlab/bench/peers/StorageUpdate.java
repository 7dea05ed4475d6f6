package dev.spinlab.bench.peers;

import static java.util.Objects.requireNonNull;

import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does it take to look an element up and write its value in place, in backend {@code rqspinlock}?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.StorageUpdate
 * }</pre>
 */
public class StorageUpdate extends OnCpu {
    private LocalStorage storage;
    private Owner owner;
    private StorageMap map;
    private long value;

    /** For JMH. */
    @SuppressWarnings("NullAway.Init") // by the set-up
    public StorageUpdate() {}

    @Override
    protected void prepare(Board board) {
        storage = (LocalStorage) board.storage();
        owner = storage.newOwner(OwnerKind.TASK);
        map = storage.newMap();
        requireNonNull(storage.getOrCreate(cpu, owner, map, CallerClass.PROGRAM, 1));
    }

    /**
     * Does one operation.
     *
     * @return the element
     */
    @Benchmark
    public Element run() {
        Element element = requireNonNull(storage.lookup(cpu, owner, map, CallerClass.PROGRAM));
        element.setValue(cpu, value++);
        return element;
    }
}
