package dev.spinlab.storage;

import static dev.spinlab.storage.BucketLinks.IN_BUCKET;
import static dev.spinlab.storage.StorageLinks.IN_STORAGE;

import dev.spinlab.guard.NoGuard;
import dev.spinlab.guard.RecursionGuard;
import dev.spinlab.kernel.ModelKernel;
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
 * <p>In NMI context operations may be called as far as the configuration's {@link NmiRules} say.
 */
public final class LocalStorage implements Storage {
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

    @Override
    public Owner newOwner(OwnerKind kind, long chargeLimitBytes) {
        return new Owner(kind, chargeLimitBytes, guard(kind));
    }

    @Override
    public StorageMap newMap(int valueBytes, boolean valueLocks, Consumer<Element> destructor) {
        return maps.newMap(valueBytes, valueLocks, destructor);
    }

    private RecursionGuard guard(OwnerKind kind) {
        return guards.getOrDefault(kind, noGuard);
    }

    // ---- operations: in a read section before they come to the guard, as programs and system calls of a kernel are
    // --------------------------------------------------------------------------------------------------

    @Override
    public @Nullable Element lookup(Cpu cpu, Owner owner, StorageMap map, CallerClass caller) {
        cpu.context().setErrno(Errno.OK);
        kernel.rcu().readLock(cpu);
        Element element = lookupReading(cpu, owner, map, caller);
        kernel.rcu().readUnlock(cpu);
        return element;
    }

    /** Not {@link #getOrCreate} without its create: what that keeps for it would push the walk's variables out of registers. */
    private @Nullable Element lookupReading(Cpu cpu, Owner owner, StorageMap map, CallerClass caller) {
        RecursionGuard guard = owner.guard();
        boolean entered = enter(cpu, guard, caller);
        if (!entered && owner.kind() == OwnerKind.CGROUP) {
            return Engine.fail(cpu, Errno.EBUSY);
        }
        Element element = find(cpu, owner, map, entered);
        if (element == null) {
            cpu.context().setErrno(Errno.ENOENT);
        }
        if (entered) {
            guard.exit(cpu);
        }
        return element;
    }

    @Override
    public @Nullable Element getOrCreate(Cpu cpu, Owner owner, StorageMap map, CallerClass caller, long initial) {
        cpu.context().setErrno(Errno.OK);
        kernel.rcu().readLock(cpu);
        Element element = getOrCreateReading(cpu, owner, map, caller, initial);
        kernel.rcu().readUnlock(cpu);
        return element;
    }

    private @Nullable Element getOrCreateReading(
            Cpu cpu, Owner owner, StorageMap map, CallerClass caller, long initial) {
        RecursionGuard guard = owner.guard();
        boolean entered = enter(cpu, guard, caller);
        if (!entered && owner.kind() == OwnerKind.CGROUP) {
            return Engine.fail(cpu, Errno.EBUSY);
        }
        Element element = find(cpu, owner, map, entered);
        if (element == null) {
            if (!entered) {
                cpu.context().setErrno(Errno.EBUSY);
            } else if (!owner.alive()) {
                cpu.context().setErrno(Errno.EINVAL);
            } else {
                element = update.run(cpu, owner, map, initial, UpdateFlags.NOEXIST);
            }
        }
        if (entered) {
            guard.exit(cpu);
        }
        return element;
    }

    @Override
    public Errno update(Cpu cpu, Owner owner, StorageMap map, long value, int flags, CallerClass caller) {
        cpu.context().setErrno(Errno.OK);
        RecursionGuard guard = owner.guard();
        Errno result = Errno.EBUSY;
        kernel.rcu().readLock(cpu);
        if (enter(cpu, guard, caller)) {
            Element element = update.run(cpu, owner, map, value, flags);
            guard.exit(cpu);
            result = element == null ? cpu.context().errno() : Errno.OK;
        }
        kernel.rcu().readUnlock(cpu);
        return result;
    }

    @Override
    public Errno delete(Cpu cpu, Owner owner, StorageMap map, CallerClass caller) {
        kernel.rcu().readLock(cpu);
        Errno result = deleteReading(cpu, owner, map, caller);
        kernel.rcu().readUnlock(cpu);
        return result;
    }

    private Errno deleteReading(Cpu cpu, Owner owner, StorageMap map, CallerClass caller) {
        RecursionGuard guard = owner.guard();
        boolean entered = enter(cpu, guard, caller);
        if (!entered && owner.kind() == OwnerKind.CGROUP) {
            return Errno.EBUSY;
        }
        Element element = find(cpu, owner, map, false);
        Errno result;
        if (element == null) {
            result = Errno.ENOENT;
        } else {
            result = entered ? unlink.unlink(cpu, element) : Errno.EBUSY;
        }
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

    @Override
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
            Element element = IN_STORAGE.firstAcquire(storage);
            // Bounded: nothing is added to an owner that exits.
            while (element != null) {
                Element next = IN_STORAGE.nextAcquire(element);
                nofail.ownerExit(cpu, element);
                element = next;
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

    @Override
    public void freeMap(Cpu cpu, StorageMap map) {
        maps.release(map);
        kernel.rcu().synchronize(cpu);
        for (int i = 0; i < map.bucketCount(); i++) {
            Bucket bucket = map.bucket(i);
            kernel.rcu().readLock(cpu);
            Element element = IN_BUCKET.firstAcquire(bucket);
            // Bounded: nothing is added to a map that is being freed.
            while (element != null) {
                Element next = IN_BUCKET.nextAcquire(element);
                mapFreeGuard.enter(cpu);
                nofail.mapFree(cpu, map, bucket, element);
                mapFreeGuard.exit(cpu);
                element = next;
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

    @Override
    public int busy(Cpu cpu) {
        int inside = 0;
        for (RecursionGuard guard : guards.values()) {
            inside += guard.busy(cpu);
        }
        return inside;
    }

    @Override
    public void trace(@Nullable TraceHook hook) {
        engine.trace(hook);
    }

    // ---- detectors
    // -----------------------------------------------------------------------------------------------------

    @Override
    public void quiesce(Cpu cpu) {
        engine.reclaimer().quiesce(cpu);
    }

    @Override
    public Audit audit(Cpu cpu) {
        return new Auditor(engine.elements(), engine.storages(), maps).audit(cpu);
    }

    @Override
    public Backlog backlog() {
        return engine.elements().samples();
    }

    @Override
    public void resetBacklog() {
        engine.elements().resetSamples();
    }

    @Override
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
