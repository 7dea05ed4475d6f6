package dev.spinlab.storage;

import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.reclaim.Ledger;
import dev.spinlab.reclaim.Reclaimable;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What hangs on an owner while it has elements (kernel: {@code bpf_local_storage}): their list, the cache, the lock that
 * guards both ("L" in kernel-facts 2.5).
 */
final class OwnerStorage extends Reclaimable {
    static final int CACHE_SLOTS = 16;

    /** What a storage costs its owner where that is counted, in bytes: cache, list, lock and pointers. */
    static final long CHARGE = 8L * CACHE_SLOTS + 64;

    private static final VarHandle CACHE = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "cache", VarHandle.class, OwnerStorage.class, Element[].class);
    private static final VarHandle CACHE_SLOT = MethodHandles.arrayElementVarHandle(Element[].class);
    private static final VarHandle REFERENCES = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "ownerReferences", VarHandle.class, OwnerStorage.class, int.class);

    final SpinLock lock;
    private final Owner owner;

    /** The head of {@link StorageLinks}. */
    @Nullable
    Element firstElement;

    /** Null until the first lookup puts something there: who creates and deletes never needs it. */
    @SuppressWarnings("UnusedVariable") // through CACHE
    private @Nullable Element @Nullable [] cache;

    /** What its elements and itself are charged with; guarded by the lock. The owner gives back what is left at its exit. */
    private long charged;

    /**
     * 1 while the owner lives, and one more for each map free that is using the owner. Not volatile: the constructor would
     * fence the first value, which the publication does.
     */
    @SuppressWarnings("UnusedVariable") // through REFERENCES
    private int ownerReferences = 1;

    OwnerStorage(Cpu cpu, Ledger ledger, Owner owner, SpinLock lock) {
        super(cpu, ledger);
        this.owner = owner;
        this.lock = lock;
    }

    Owner owner() {
        return owner;
    }

    @Nullable
    Element cacheAcquire(int slot) {
        Element[] slots = (Element[]) CACHE.getAcquire(this);
        return slots == null ? null : (Element) CACHE_SLOT.getAcquire(slots, slot);
    }

    /** Puts {@code element} into the cache; the lock is held. */
    void setCacheRelease(int slot, Element element) {
        Element[] slots = (Element[]) CACHE.getAcquire(this);
        if (slots == null) {
            slots = new Element[CACHE_SLOTS];
            CACHE.setRelease(this, slots);
        }
        CACHE_SLOT.setRelease(slots, slot, element);
    }

    /** Takes {@code element} out of the cache if it is there. */
    void forgetCached(int slot, Element element) {
        Element[] slots = (Element[]) CACHE.getAcquire(this);
        if (slots != null && CACHE_SLOT.getAcquire(slots, slot) == element) {
            CACHE_SLOT.setRelease(slots, slot, null);
        }
    }

    void addCharge(long bytes) {
        charged += bytes;
    }

    long charge() {
        return charged;
    }

    /** Keeps the owner from finishing its exit. Returns false if it is too late for that. */
    boolean tryGetOwner() {
        int seen = (int) REFERENCES.getVolatile(this);
        // Bounded: a failure means that another map free came or went, or the owner.
        while (seen != 0) {
            if (REFERENCES.compareAndSet(this, seen, seen + 1)) {
                return true;
            }
            seen = (int) REFERENCES.getVolatile(this);
        }
        return false;
    }

    void putOwner() {
        REFERENCES.getAndAdd(this, -1);
    }

    boolean ownerInUse() {
        return (int) REFERENCES.getVolatile(this) != 0;
    }

    @Override
    protected void poison(Cpu cpu) {
        CACHE.setRelease(this, null);
    }
}
