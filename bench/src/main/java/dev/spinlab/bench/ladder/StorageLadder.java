package dev.spinlab.bench.ladder;

import dev.spinlab.bench.peers.Board;
import dev.spinlab.bench.peers.OnCpu;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.layout.LeadingPad;
import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.rcu.RcuHead;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What do the parts of a lookup, and of a create and a delete, take? The rungs of each do what the one before does and something
 * more of what the storage of {@code rqspinlock} does, in its order, but for two that are parts by themselves: locks, steps, read sections and objects, but no lists, no
 * checks, no errors. The last rungs are the benchmarks of peers. As there, no lookup waits for the one before.
 *
 * <pre>{@code
 * java -jar bench/target/benchmarks.jar jmh 'ladder.StorageLadder|peers.Storage(Lookup|CreateDelete)'
 * }</pre>
 */
public class StorageLadder extends OnCpu {
    private static final int SLOTS = 16;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Link[].class);
    private static final RcuHead.Callback FREE = (cpu, head) -> {};

    private final ResilientQueuedSpinLock bucketLock = newLock();
    private final ResilientQueuedSpinLock storageLock = newLock();
    private final Link owner = new Link();
    private final Object map = new Object();
    private ModelKernel kernel;
    private RcuHead.Callback secondHop;
    private int slot;

    /** For JMH. */
    @SuppressWarnings("NullAway.Init") // by the set-up
    public StorageLadder() {}

    @Override
    protected void prepare(Board board) {
        kernel = board.kernel();
        secondHop = (here, head) -> kernel.rcu().call(here, head, FREE);
        Link element = new Link();
        element.map = map;
        Link storage = new Link();
        storage.cache = new Link[SLOTS];
        storage.cache[slot] = element;
        owner.storage = storage;
    }

    private static ResilientQueuedSpinLock newLock() {
        return ResilientQueuedSpinLock.of("rung", LockParameters.current());
    }

    // ---- a lookup --------------------------------------------------------------------------------------------------

    /** From the owner to its storage, the cache, a slot of it, the element, and to the map that this is of. */
    @Benchmark
    public @Nullable Object loads() {
        return cached((Link) Link.STORAGE.getAcquire(owner));
    }

    private @Nullable Object cached(Link storage) {
        Link[] cache = (Link[]) Link.CACHE.getAcquire(storage);
        Link element = (Link) SLOT.getAcquire(cache, slot);
        return Link.MAP.getAcquire(element) == map ? element : null;
    }

    /** And two steps. */
    @Benchmark
    public @Nullable Object loadsSteps() {
        cpu.step();
        Link storage = (Link) Link.STORAGE.getAcquire(owner);
        cpu.step();
        return cached(storage);
    }

    /** By themselves: two steps in a read section. */
    @Benchmark
    public void stepsRead() {
        kernel.rcu().readLock(cpu);
        cpu.step();
        cpu.step();
        kernel.rcu().readUnlock(cpu);
    }

    /** The loads and the steps in a read section. */
    @Benchmark
    public @Nullable Object loadsStepsRead() {
        kernel.rcu().readLock(cpu);
        Object element = loadsSteps();
        kernel.rcu().readUnlock(cpu);
        return element;
    }

    // ---- a create and a delete -------------------------------------------------------------------------------------

    /** Three locks, interrupts masked: the bucket's for the create, the storage's and in it the bucket's for the delete. */
    @Benchmark
    public void locks() {
        pair(cpu, bucketLock);
        storageLock.lockIrqSave(cpu);
        pair(cpu, bucketLock);
        storageLock.unlockIrqRestore(cpu);
    }

    private static void pair(Cpu cpu, ResilientQueuedSpinLock lock) {
        lock.lockIrqSave(cpu);
        lock.unlockIrqRestore(cpu);
    }

    /** And the compare-and-swap that publishes, the store that takes that back, and a read section for each operation. */
    @Benchmark
    public boolean locksPublish() {
        boolean published = create(owner);
        delete(storageLock);
        kernel.rcu().readUnlock(cpu);
        return published;
    }

    private boolean create(Object storage) {
        kernel.rcu().readLock(cpu);
        bucketLock.lockIrqSave(cpu);
        cpu.step();
        cpu.countAtomic();
        boolean published = Link.PUBLISHED.compareAndSet(owner, null, storage);
        bucketLock.unlockIrqRestore(cpu);
        kernel.rcu().readUnlock(cpu);
        return published;
    }

    /** Leaves the read section open, for what comes after the locks. */
    private void delete(ResilientQueuedSpinLock lock) {
        kernel.rcu().readLock(cpu);
        lock.lockIrqSave(cpu);
        pair(cpu, bucketLock);
        cpu.step();
        Link.PUBLISHED.setRelease(owner, null);
        lock.unlockIrqRestore(cpu);
    }

    /** And an element, a storage and its lock, made anew each time. */
    @Benchmark
    public boolean locksPublishNew() {
        StorageSized storage = newStorage();
        boolean published = create(storage);
        delete(storage.lock);
        kernel.rcu().readUnlock(cpu);
        return published;
    }

    private static StorageSized newStorage() {
        return new StorageSized(newLock(), new ElementSized());
    }

    /** And the two objects wait for a period of Tasks Trace RCU and one of regular RCU, and are forgotten. */
    @Benchmark
    public boolean locksPublishNewDeferred() {
        StorageSized storage = newStorage();
        boolean published = create(storage);
        delete(storage.lock);
        kernel.tasksTrace().call(cpu, storage.element, secondHop);
        kernel.tasksTrace().call(cpu, storage, secondHop);
        kernel.rcu().readUnlock(cpu);
        cpu.operationEnd();
        return published;
    }

    /** By themselves: the three objects. */
    @Benchmark
    public Object allocate() {
        return newStorage();
    }

    /** An owner, a storage or an element, with 128 bytes before what leads on from it. */
    private static final class Link extends LeadingPad {
        static final VarHandle STORAGE = field("storage", Link.class);
        static final VarHandle CACHE = field("cache", Link[].class);
        static final VarHandle MAP = field("map", Object.class);
        static final VarHandle PUBLISHED = field("published", Object.class);

        @SuppressWarnings("UnusedVariable") // through STORAGE
        private @Nullable Link storage;

        private Link @Nullable [] cache;

        @SuppressWarnings("UnusedVariable") // through MAP
        private @Nullable Object map;

        @SuppressWarnings("UnusedVariable") // through PUBLISHED
        private @Nullable Object published;

        private static VarHandle field(String name, Class<?> type) {
            return ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), name, VarHandle.class, Link.class, type);
        }
    }

    /** As large as an element with a value of one word. */
    static final class ElementSized extends RcuHead {
        @SuppressWarnings("UnusedVariable") // for their size
        private long word0, word1, word2, word3, word4, word5, word6, word7, word8;
    }

    /** As large as a storage. */
    static final class StorageSized extends RcuHead {
        final ResilientQueuedSpinLock lock;
        final ElementSized element;

        @SuppressWarnings("UnusedVariable") // for their size
        private long word0, word1, word2, word3, word4, word5;

        StorageSized(ResilientQueuedSpinLock lock, ElementSized element) {
            this.lock = lock;
            this.element = element;
        }
    }
}
