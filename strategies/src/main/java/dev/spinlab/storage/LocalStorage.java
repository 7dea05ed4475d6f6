package dev.spinlab.storage;

import dev.spinlab.guard.NoGuard;
import dev.spinlab.guard.RecursionGuard;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.list.PlainNode;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.ContextViolation;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.reclaim.Backlog;
import dev.spinlab.reclaim.Ledger;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Owner-local storage (kernel: {@code bpf_local_storage}; kernel-facts section 2), composed of a guard, a lock and a
 * reclaimer.
 *
 * <p>An {@link Element} that an operation returns is valid inside the RCU read section that the caller holds around both.
 * Operations that answer null leave the reason in {@code cpu.context().errno()}. Which contexts may call: lookup,
 * get-or-create, update and delete any, as far as the configuration's {@link NmiRules} say; {@link #destroy} any but NMI;
 * {@link #freeMap}, {@link #quiesce} and {@link #audit} a task that may sleep.
 */
public final class LocalStorage {
    private final ModelKernel kernel;
    private final Engine engine;
    private final Update update;
    private final Unlink unlink;
    private final NofailUnlink nofail;
    private final MapRegistry maps;
    private final RecursionGuard noGuard = new NoGuard();
    private final Map<OwnerKind, RecursionGuard> guards = new EnumMap<>(OwnerKind.class);
    private final RecursionGuard mapFreeGuard;

    /** Opens a storage on a kernel that has not been started. */
    public LocalStorage(ModelKernel kernel, StorageConfig config) {
        this.kernel = kernel;
        engine = new Engine(kernel, config);
        update = new Update(engine);
        unlink = new Unlink(engine);
        nofail = new NofailUnlink(engine);
        maps = new MapRegistry(kernel.machine().cpuCount(), engine::newLock);
        for (OwnerKind kind : OwnerKind.values()) {
            guards.put(kind, kind.guarded() ? config.guard().apply(kernel.machine()) : noGuard);
        }
        mapFreeGuard = guard(OwnerKind.TASK);
    }

    // ---- owners and maps
    // ---------------------------------------------------------------------------------------------

    /** Returns a new owner without a limit. */
    public Owner newOwner(OwnerKind kind) {
        return newOwner(kind, Long.MAX_VALUE / 2);
    }

    /**
     * Returns a new owner.
     *
     * @param chargeLimitBytes what may be charged to it, where its kind is charged; more gives ENOMEM
     */
    public Owner newOwner(OwnerKind kind, long chargeLimitBytes) {
        return new Owner(kind, chargeLimitBytes, guard(kind));
    }

    /** Returns a new map of 8-byte values without value locks. */
    public StorageMap newMap() {
        return newMap(Long.BYTES, false, element -> {});
    }

    /**
     * Returns a new map.
     *
     * @param valueBytes length of a value, rounded up to 8 bytes
     * @param valueLocks whether values can be updated under a lock of their own
     * @param destructor called exactly once for every element, before its value becomes useless
     * @throws IllegalArgumentException EINVAL for a length below 1, E2BIG for one above {@link StorageMap#MAX_VALUE_BYTES}
     */
    public StorageMap newMap(int valueBytes, boolean valueLocks, Consumer<Element> destructor) {
        return maps.newMap(valueBytes, valueLocks, destructor);
    }

    private RecursionGuard guard(OwnerKind kind) {
        return guards.getOrDefault(kind, noGuard);
    }

    // ---- operations
    // --------------------------------------------------------------------------------------------------

    /** Returns the element of {@code owner} in {@code map}, null with ENOENT if there is none. */
    public @Nullable Element lookup(Cpu cpu, Owner owner, StorageMap map, CallerClass caller) {
        return get(cpu, owner, map, caller, false, 0);
    }

    /**
     * Returns the element of {@code owner} in {@code map}, created with {@code initial} if there was none.
     *
     * @return null with EBUSY from a busy CPU, EDEADLK or ETIMEDOUT from a lock, EAGAIN or EEXIST after a lost race, ENOMEM from the
     *     owner's limit, EINVAL from an owner that exits
     */
    public @Nullable Element getOrCreate(Cpu cpu, Owner owner, StorageMap map, CallerClass caller, long initial) {
        return get(cpu, owner, map, caller, true, initial);
    }

    private @Nullable Element get(
            Cpu cpu, Owner owner, StorageMap map, CallerClass caller, boolean create, long initial) {
        cpu.context().setErrno(Errno.OK);
        RecursionGuard guard = owner.guard();
        boolean entered = enter(cpu, guard, caller);
        if (!entered && owner.kind() == OwnerKind.CGROUP) {
            return Engine.fail(cpu, Errno.EBUSY);
        }
        kernel.rcu().readLock(cpu);
        Element element = find(cpu, owner, map, entered);
        if (element == null) {
            if (!create) {
                cpu.context().setErrno(Errno.ENOENT);
            } else if (!entered) {
                cpu.context().setErrno(Errno.EBUSY);
            } else if (!owner.alive()) {
                cpu.context().setErrno(Errno.EINVAL);
            } else {
                element = update.run(cpu, owner, map, initial, UpdateFlags.NOEXIST);
            }
        }
        kernel.rcu().readUnlock(cpu);
        if (entered) {
            guard.exit(cpu);
        }
        return element;
    }

    /**
     * Creates or replaces.
     *
     * @param value what every word of the value becomes
     * @param flags see {@link UpdateFlags}
     * @return OK; EBUSY; EEXIST, ENOENT or EINVAL by the flags; EAGAIN after a lost race; EDEADLK or ETIMEDOUT from a lock;
     *     ENOMEM; EOPNOTSUPP in NMI. Unless OK, nothing has changed
     */
    public Errno update(Cpu cpu, Owner owner, StorageMap map, long value, int flags, CallerClass caller) {
        cpu.context().setErrno(Errno.OK);
        RecursionGuard guard = owner.guard();
        if (!enter(cpu, guard, caller)) {
            return Errno.EBUSY;
        }
        kernel.rcu().readLock(cpu);
        Element element = update.run(cpu, owner, map, value, flags);
        kernel.rcu().readUnlock(cpu);
        guard.exit(cpu);
        return element == null ? cpu.context().errno() : Errno.OK;
    }

    /**
     * Deletes.
     *
     * @return OK; ENOENT if there was nothing; EBUSY; EDEADLK or ETIMEDOUT from a lock; EOPNOTSUPP in NMI. Unless OK, nothing
     *     has changed
     */
    public Errno delete(Cpu cpu, Owner owner, StorageMap map, CallerClass caller) {
        RecursionGuard guard = owner.guard();
        boolean entered = enter(cpu, guard, caller);
        if (!entered && owner.kind() == OwnerKind.CGROUP) {
            return Errno.EBUSY;
        }
        kernel.rcu().readLock(cpu);
        Element element = find(cpu, owner, map, false);
        Errno result;
        if (element == null) {
            result = Errno.ENOENT;
        } else {
            result = entered ? unlink.unlink(cpu, element) : Errno.EBUSY;
        }
        kernel.rcu().readUnlock(cpu);
        if (entered) {
            guard.exit(cpu);
        }
        return result;
    }

    private static boolean enter(Cpu cpu, RecursionGuard guard, CallerClass caller) {
        if (caller == CallerClass.PROGRAM) {
            return guard.tryEnter(cpu);
        }
        guard.enter(cpu);
        return true;
    }

    private static @Nullable Element find(Cpu cpu, Owner owner, StorageMap map, boolean publish) {
        cpu.step();
        OwnerStorage storage = owner.storageAcquire();
        if (storage == null) {
            return null;
        }
        storage.checkUsable(cpu);
        Element element = Lookup.find(cpu, storage, map, publish);
        if (element != null) {
            element.checkUsable(cpu);
        }
        return element;
    }

    // ---- the two that never fail
    // ---------------------------------------------------------------------------------------

    /**
     * Owner exit: removes everything that hangs on {@code owner}, which nobody uses any more. Always succeeds.
     *
     * @throws ContextViolation in NMI context
     */
    public void destroy(Cpu cpu, Owner owner) {
        if (cpu.context().level() == ContextLevel.NMI) {
            throw new ContextViolation("no owner exits in an NMI");
        }
        RecursionGuard guard = owner.guard();
        guard.enter(cpu);
        owner.beginExit();
        kernel.rcu().readLock(cpu);
        OwnerStorage storage = owner.storageAcquire();
        if (storage != null) {
            PlainNode<Element> node = storage.elements.first();
            // Bounded: nothing is added to an owner that exits.
            while (node != null) {
                PlainNode<Element> next = node.nextAcquire();
                nofail.ownerExit(cpu, node.item());
                node = next;
            }
            storage.putOwner();
            // Bounded: a map free that pinned the owner holds the storage lock, so it cannot be preempted.
            while (storage.ownerInUse()) {
                cpu.relax();
            }
            owner.uncharge(storage.charge());
            owner.clearStorageRelease();
        }
        kernel.rcu().readUnlock(cpu);
        guard.exit(cpu);
    }

    /**
     * Map free: removes everything that is in {@code map}, which nobody uses any more, and returns when all of it has been
     * freed that was not freed from the other side. Always succeeds; sleeps.
     */
    public void freeMap(Cpu cpu, StorageMap map) {
        maps.release(map);
        kernel.rcu().synchronize(cpu);
        for (int i = 0; i < map.bucketCount(); i++) {
            Bucket bucket = map.bucket(i);
            kernel.rcu().readLock(cpu);
            PlainNode<Element> node = bucket.elements.first();
            // Bounded: nothing is added to a map that is being freed.
            while (node != null) {
                PlainNode<Element> next = node.nextAcquire();
                mapFreeGuard.enter(cpu);
                nofail.mapFree(cpu, map, bucket, node.item());
                mapFreeGuard.exit(cpu);
                node = next;
            }
            kernel.rcu().readUnlock(cpu);
        }
        kernel.rcu().synchronize(cpu);
        engine.reclaimer().quiesce(cpu);
        map.markFreed();
    }

    /** Returns whether a guard refuses a CPU that is inside an operation already. */
    public boolean guarded() {
        return guards.values().stream().anyMatch(guard -> !(guard instanceof NoGuard));
    }

    /** Returns how many operations the guards count as being inside on {@code cpu}: 0 once all have ended. */
    public int busy(Cpu cpu) {
        int inside = 0;
        for (RecursionGuard guard : guards.values()) {
            inside += guard.busy(cpu);
        }
        return inside;
    }

    /** Attaches {@code hook} to the trace points, null for none. While nothing runs. */
    public void trace(@Nullable TraceHook hook) {
        engine.trace(hook);
    }

    // ---- detectors
    // -----------------------------------------------------------------------------------------------------

    /** Sleeps until everything retired before this call has been freed, as far as the reclaimer ever will. */
    public void quiesce(Cpu cpu) {
        engine.reclaimer().quiesce(cpu);
    }

    /** Returns what the detectors found since the storage was opened. After {@link #quiesce}, with nothing else running. */
    public Audit audit(Cpu cpu) {
        return new Auditor(engine.elements(), engine.storages(), maps).audit(cpu);
    }

    /** Returns how many elements were awaiting their free, since {@link #resetBacklog}. */
    public Backlog backlog() {
        return engine.elements().samples();
    }

    /** Forgets what {@link #backlog} found so far. While nothing runs. */
    public void resetBacklog() {
        engine.elements().resetSamples();
    }

    /** Returns the book-keeping of elements. */
    public Ledger elementLedger() {
        return engine.elements();
    }

    /** Returns the book-keeping of the storages that hold elements. */
    public Ledger storageLedger() {
        return engine.storages();
    }

    /** Returns how often owner exit or map free was refused the lock of its own side. */
    public long nofailRefusals() {
        return nofail.ownRefusals();
    }
}
