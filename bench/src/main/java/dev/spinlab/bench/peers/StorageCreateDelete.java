package dev.spinlab.bench.peers;

import static java.util.Objects.requireNonNull;

import dev.spinlab.machine.Errno;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * What do a create and a delete take, until the element is freed? Each thread has owners and a map of its own, so no lock
 * is shared.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh peers.StorageCreateDelete
 * java -jar bench/target/benchmarks.jar jmh peers.StorageCreateDelete -p owners=1,1024,131072 -p live=0,1000,100000
 * java -jar bench/target/benchmarks.jar jmh peers.StorageCreateDelete -t 2 -p backend=llist-deferred-free
 * }</pre>
 */
public class StorageCreateDelete extends OnCpu {
    /** Owners, a power of two, each in its turn. */
    @Param("1")
    public int owners;

    /** Elements of yet other owners that lie in the same map. */
    @Param("0")
    public int live;

    private LocalStorage storage;
    private Owner[] mine;
    private Owner[] others;
    private StorageMap map;
    private int turn;

    /** For JMH. */
    @SuppressWarnings("NullAway.Init") // by the set-up
    public StorageCreateDelete() {}

    @Override
    protected void prepare(Board board) {
        storage = (LocalStorage) board.storage();
        map = storage.newMap();
        mine = newOwners(OwnerOrder.checked(owners));
        others = newOwners(live);
        for (Owner other : others) {
            requireNonNull(storage.getOrCreate(cpu, other, map, CallerClass.PROGRAM, 1));
        }
    }

    private Owner[] newOwners(int number) {
        Owner[] fresh = new Owner[number];
        Arrays.setAll(fresh, i -> storage.newOwner(OwnerKind.TASK));
        return fresh;
    }

    /**
     * Does one operation.
     *
     * @return OK
     */
    @Benchmark
    public Errno run() {
        turn = OwnerOrder.next(turn);
        Owner owner = mine[turn & (mine.length - 1)];
        requireNonNull(storage.getOrCreate(cpu, owner, map, CallerClass.PROGRAM, 1));
        Errno errno = storage.delete(cpu, owner, map, CallerClass.PROGRAM);
        cpu.operationEnd();
        return errno;
    }
}
