package dev.spinlab.storage;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.lock.RawSpinLock;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.ContextViolation;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.reclaim.Backlog;
import dev.spinlab.reclaim.Ledger;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a Java program would do instead of owner-local storage: each owner has a {@link ConcurrentHashMap} from map to element,
 * and the garbage collector frees what was removed.
 *
 * <p>A point of reference, no strategy for a kernel, which has no collector, and which can be interrupted in the middle of an
 * operation: the JDK's class takes no steps of the model, so nothing ever comes between its instructions here, and a bin's
 * monitor is never seen held on the own CPU. Nothing is refused; a lost race answers the winner's element. The exact counters
 * count neither its atomic instructions nor its monitors. Map free looks at every owner.
 *
 * <p>Of the detectors only leak and double free can find anything: nothing that can be reached is ever freed. What awaits the
 * collector is not known, so there is no backlog; see the collections and allocations of a run instead.
 */
public final class ConcurrentHashMapStorage implements Storage {
    private final Ledger elements;
    private final MapRegistry maps;
    private final Set<Owner> owners = ConcurrentHashMap.newKeySet();
    private @Nullable TraceHook hook;

    /** Opens a storage on a kernel that has not been started. */
    public ConcurrentHashMapStorage(ModelKernel kernel) {
        elements = new Ledger(kernel.machine());
        // The buckets of these maps stay empty.
        maps = new MapRegistry(kernel.machine().cpuCount(), RawSpinLock::new);
    }

    @Override
    public Owner newOwner(OwnerKind kind, long chargeLimitBytes) {
        Owner owner = Owner.withEntries(kind, chargeLimitBytes);
        owners.add(owner);
        return owner;
    }

    @Override
    public StorageMap newMap(int valueBytes, boolean valueLocks, Consumer<Element> destructor) {
        return maps.newMap(valueBytes, valueLocks, destructor);
    }

    // ---- operations ------------------------------------------------------------------------------------------------

    @Override
    public @Nullable Element lookup(Cpu cpu, Owner owner, StorageMap map, CallerClass caller) {
        cpu.context().setErrno(Errno.OK);
        cpu.step();
        Element element = owner.entries().get(map);
        if (element == null) {
            cpu.context().setErrno(Errno.ENOENT);
        }
        return element;
    }

    @Override
    public @Nullable Element getOrCreate(Cpu cpu, Owner owner, StorageMap map, CallerClass caller, long initial) {
        cpu.context().setErrno(Errno.OK);
        cpu.step();
        Element present = owner.entries().get(map);
        if (present != null) {
            return present;
        }
        if (!owner.alive()) {
            return Engine.fail(cpu, Errno.EINVAL);
        }
        reached(cpu, TracePoint.UPDATE, owner, map);
        Element fresh = allocate(cpu, owner, map, initial);
        if (fresh == null) {
            return null;
        }
        cpu.step();
        Element winner = owner.entries().putIfAbsent(map, fresh);
        if (winner == null) {
            return fresh;
        }
        discard(cpu, owner, fresh);
        return winner;
    }

    @Override
    public Errno update(Cpu cpu, Owner owner, StorageMap map, long value, int flags, CallerClass caller) {
        reached(cpu, TracePoint.UPDATE, owner, map);
        if (!UpdateFlags.valid(flags, map)) {
            return Errno.EINVAL;
        }
        cpu.step();
        Element present = owner.entries().get(map);
        if ((flags & UpdateFlags.LOCK) != 0 && (flags & UpdateFlags.NOEXIST) == 0 && present != null) {
            present.setValueLocked(cpu, value);
            return Errno.OK;
        }
        Element fresh = allocate(cpu, owner, map, value);
        return fresh == null ? Errno.ENOMEM : put(cpu, owner, map, fresh, flags & ~UpdateFlags.LOCK);
    }

    private Errno put(Cpu cpu, Owner owner, StorageMap map, Element fresh, int flags) {
        Map<StorageMap, Element> entries = owner.entries();
        cpu.step();
        Element old = switch (flags) {
            case UpdateFlags.NOEXIST -> entries.putIfAbsent(map, fresh);
            case UpdateFlags.EXIST -> entries.replace(map, fresh);
            default -> entries.put(map, fresh);
        };
        if (flags == UpdateFlags.NOEXIST && old != null) {
            discard(cpu, owner, fresh);
            return Errno.EEXIST;
        }
        if (flags == UpdateFlags.EXIST && old == null) {
            discard(cpu, owner, fresh);
            return Errno.ENOENT;
        }
        if (old != null) {
            leave(cpu, owner, map, old);
        }
        return Errno.OK;
    }

    @Override
    public Errno delete(Cpu cpu, Owner owner, StorageMap map, CallerClass caller) {
        reached(cpu, TracePoint.UNLINK, owner, map);
        return remove(cpu, owner, map) ? Errno.OK : Errno.ENOENT;
    }

    private boolean remove(Cpu cpu, Owner owner, StorageMap map) {
        cpu.step();
        Element removed = owner.entries().remove(map);
        if (removed == null) {
            return false;
        }
        leave(cpu, owner, map, removed);
        return true;
    }

    private @Nullable Element allocate(Cpu cpu, Owner owner, StorageMap map, long value) {
        if (!owner.tryCharge(map.charge())) {
            return Engine.fail(cpu, Errno.ENOMEM);
        }
        return new Element(cpu, elements, map, value);
    }

    private static void discard(Cpu cpu, Owner owner, Element element) {
        owner.uncharge(element.charge());
        element.freeUnpublished(cpu);
    }

    /** Leaves an element that was removed to the collector. */
    private static void leave(Cpu cpu, Owner owner, StorageMap map, Element removed) {
        owner.uncharge(removed.charge());
        if (removed.leaveToCollector(cpu)) {
            map.destroySpecialFields(removed);
        }
    }

    private void reached(Cpu cpu, TracePoint point, Owner owner, StorageMap map) {
        TraceHook attached = hook;
        if (attached != null) {
            attached.reached(cpu, point, owner, map);
        }
    }

    // ---- the two that never fail -----------------------------------------------------------------------------------

    @Override
    public void destroy(Cpu cpu, Owner owner) {
        if (cpu.context().level() == ContextLevel.NMI) {
            throw new ContextViolation("no owner exits in an NMI");
        }
        owner.beginExit();
        for (StorageMap map : owner.entries().keySet()) {
            remove(cpu, owner, map);
        }
        owners.remove(owner);
    }

    @Override
    public void freeMap(Cpu cpu, StorageMap map) {
        maps.release(map);
        for (Owner owner : owners) {
            remove(cpu, owner, map);
        }
        map.markFreed();
    }

    /** {@inheritDoc} Both points of an operation are reached; no lock is ever taken, so {@link TracePoint#LOCKED} is not. */
    @Override
    public void trace(@Nullable TraceHook chosen) {
        hook = chosen;
    }

    // ---- detectors -------------------------------------------------------------------------------------------------

    @Override
    public int busy(Cpu cpu) {
        return 0;
    }

    /** Returns at once: what was removed is the collector's. */
    @Override
    public void quiesce(Cpu cpu) {}

    @Override
    public Audit audit(Cpu cpu) {
        long reachable = 0;
        for (Owner owner : owners) {
            reachable += owner.entries().size();
        }
        return new Audit(
                elements.backlog(),
                elements.allocated() - elements.unpublished() - elements.retired() - reachable,
                elements.doubleFreed(),
                elements.usedAfterFree());
    }

    @Override
    public Backlog backlog() {
        return elements.samples();
    }

    @Override
    public void resetBacklog() {
        elements.resetSamples();
    }

    @Override
    public Ledger elementLedger() {
        return elements;
    }
}
