package dev.spinlab.bench.peers;

import static java.util.Objects.requireNonNull;

import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import org.jspecify.annotations.Nullable;

/** A thread with an owner of its own, which has an element in one map, in backend {@code rqspinlock}. */
public abstract class OnElement extends OnCpu {
    private LocalStorage storage;
    private Owner owner;
    private StorageMap map;

    /** For benchmarks, which JMH makes. */
    @SuppressWarnings("NullAway.Init") // by the set-up
    protected OnElement() {}

    @Override
    protected final void prepare(Board board) {
        storage = (LocalStorage) board.storage();
        owner = storage.newOwner(OwnerKind.TASK);
        map = storage.newMap();
        requireNonNull(storage.getOrCreate(cpu, owner, map, CallerClass.PROGRAM, 1));
    }

    /**
     * Looks the element up.
     *
     * @return the element
     */
    protected final @Nullable Element lookUp() {
        return storage.lookup(cpu, owner, map, CallerClass.PROGRAM);
    }
}
