package dev.spinlab.storage;

import static dev.spinlab.storage.StorageLinks.IN_STORAGE;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.lock.SpinLockFactory;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.reclaim.Ledger;
import dev.spinlab.reclaim.Reclaimable;
import dev.spinlab.reclaim.Reclaimer;
import org.jspecify.annotations.Nullable;

/** What the operations of one {@link LocalStorage} share: its parts, allocation, and the steps that several of them take. */
final class Engine {
    private final ModelKernel kernel;
    private final Reclaimer reclaimer;
    private final SpinLockFactory locks;
    private final boolean nested;
    private final NmiRules nmi;
    private final Ledger elements;
    private final Ledger storages;
    private @Nullable TraceHook hook;

    Engine(ModelKernel kernel, StorageConfig config) {
        this.kernel = kernel;
        locks = config.locks();
        nested = config.linkOrder() == LinkOrder.NESTED;
        nmi = config.nmi();
        reclaimer = config.reclaimer().newReclaimer(kernel);
        elements = new Ledger(kernel.machine());
        storages = new Ledger(kernel.machine());
        kernel.machine().install(elements);
        kernel.rcu().beforeCallbacks(elements::sampleBacklog);
    }

    ModelKernel kernel() {
        return kernel;
    }

    Reclaimer reclaimer() {
        return reclaimer;
    }

    Ledger elements() {
        return elements;
    }

    Ledger storages() {
        return storages;
    }

    /** Returns whether the bucket lock is taken inside the storage lock. */
    boolean nested() {
        return nested;
    }

    void trace(@Nullable TraceHook chosen) {
        hook = chosen;
    }

    /** Calls the attached program, if there is one. */
    void reached(Cpu cpu, TracePoint point, Owner owner, StorageMap map) {
        TraceHook attached = hook;
        if (attached != null) {
            attached.reached(cpu, point, owner, map);
        }
    }

    SpinLock newLock(String name) {
        return locks.newLock(name);
    }

    boolean mayDelete(Cpu cpu) {
        return nmi.delete() || cpu.context().level() != ContextLevel.NMI;
    }

    boolean mayReplace(Cpu cpu) {
        return nmi.replace() || cpu.context().level() != ContextLevel.NMI;
    }

    /** Returns the bucket that {@code element} of {@code storage} belongs to. */
    Bucket bucketOf(StorageMap map, OwnerStorage storage, Element element) {
        return map.bucketOf(nested ? storage.serial() : element.serial());
    }

    /** Returns a new element, charged to {@code owner}; null with ENOMEM if the owner's limit is reached. */
    @Nullable
    Element allocate(Cpu cpu, Owner owner, StorageMap map, long value) {
        if (!owner.tryCharge(map.charge())) {
            return fail(cpu, Errno.ENOMEM);
        }
        return new Element(cpu, elements, map, value);
    }

    /** Gives back an element that nobody has seen. */
    void discard(Cpu cpu, Owner owner, Element element) {
        owner.uncharge(element.charge());
        element.freeUnpublished(cpu);
    }

    /** Hands an unlinked object to the reclaimer. */
    void retire(Cpu cpu, Reclaimable object, boolean reuseNow) {
        if (object.retire(cpu)) {
            reclaimer.retire(cpu, object, reuseNow);
        }
    }

    /**
     * Takes {@code element} off its owner's list; the storage lock is held. If it was the last one the storage leaves its
     * owner, and the caller retires it after the lock.
     *
     * @return whether it was the last one
     */
    boolean unlinkFromStorage(Cpu cpu, OwnerStorage storage, StorageMap map, Element element) {
        Owner owner = storage.owner();
        boolean last = IN_STORAGE.isSingular(storage, element);
        long charge = element.charge() + (last ? OwnerStorage.CHARGE : 0);
        owner.uncharge(charge);
        storage.addCharge(-charge);
        if (last) {
            cpu.step();
            owner.clearStorageRelease();
        }
        IN_STORAGE.unlink(cpu, storage, element);
        cpu.step();
        storage.forgetCached(map.slot(), element);
        return last;
    }

    /** Records why an operation answers null. */
    static @Nullable Element fail(Cpu cpu, Errno errno) {
        cpu.context().setErrno(errno);
        return null;
    }
}
