package dev.spinlab.bench.peers;

import static java.util.Objects.requireNonNull;

import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does a lookup take that hits the owner's cache, in backend {@code rqspinlock}?
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.StorageLookup
 * }</pre>
 */
public class StorageLookup extends OnCpu {
    private LocalStorage storage;
    private Owner owner;
    private StorageMap map;

    /** For JMH. */
    @SuppressWarnings("NullAway.Init") // by the set-up
    public StorageLookup() {}

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
    public @Nullable Element run() {
        return storage.lookup(cpu, owner, map, CallerClass.PROGRAM);
    }
}
