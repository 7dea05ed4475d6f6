package dev.spinlab.storage;

import dev.spinlab.guard.NoGuard;
import dev.spinlab.guard.RecursionGuard;
import dev.spinlab.layout.LeadingPad;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Something that storage can hang on. Made by {@link Storage#newOwner}. */
public final class Owner extends LeadingPad {
    private static final VarHandle STORAGE = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "storage", VarHandle.class, Owner.class, OwnerStorage.class);
    private static final VarHandle CHARGED = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "charged", VarHandle.class, Owner.class, long.class);

    private final OwnerKind kind;
    private final long chargeLimit;
    private final RecursionGuard guard;

    /** What {@link ConcurrentHashMapStorage} keeps here; null with any other storage. */
    private final @Nullable ConcurrentHashMap<StorageMap, Element> entries;

    private volatile boolean alive = true;
    private volatile long charged;

    @SuppressWarnings("UnusedVariable") // through STORAGE
    private @Nullable OwnerStorage storage;

    Owner(OwnerKind kind, long chargeLimit, RecursionGuard guard) {
        this(kind, chargeLimit, guard, null);
    }

    private Owner(
            OwnerKind kind,
            long chargeLimit,
            RecursionGuard guard,
            @Nullable ConcurrentHashMap<StorageMap, Element> entries) {
        this.kind = kind;
        this.chargeLimit = chargeLimit;
        this.guard = guard;
        this.entries = entries;
    }

    /** Returns an owner for {@link ConcurrentHashMapStorage}. */
    static Owner withEntries(OwnerKind kind, long chargeLimit) {
        return new Owner(kind, chargeLimit, new NoGuard(), new ConcurrentHashMap<>());
    }

    /** Returns what it is. */
    public OwnerKind kind() {
        return kind;
    }

    /** Returns whether it has not begun to exit; only then is anything created on it. */
    public boolean alive() {
        return alive;
    }

    /** Returns the bytes charged to it now. */
    public long charged() {
        return charged;
    }

    /** Returns whether any element hangs on it. */
    public boolean hasStorage() {
        return storageAcquire() != null || (entries != null && !entries.isEmpty());
    }

    ConcurrentHashMap<StorageMap, Element> entries() {
        return Objects.requireNonNull(entries, "an owner of another storage");
    }

    RecursionGuard guard() {
        return guard;
    }

    void beginExit() {
        alive = false;
    }

    @Nullable
    OwnerStorage storageAcquire() {
        return (OwnerStorage) STORAGE.getAcquire(this);
    }

    boolean publishStorage(OwnerStorage fresh) {
        return STORAGE.compareAndSet(this, null, fresh);
    }

    void clearStorageRelease() {
        STORAGE.setRelease(this, null);
    }

    /** Charges {@code bytes} unless that would pass the limit. */
    boolean tryCharge(long bytes) {
        if (!kind.charged()) {
            return true;
        }
        long before = (long) CHARGED.getAndAdd(this, bytes);
        if (before + bytes <= chargeLimit) {
            return true;
        }
        CHARGED.getAndAdd(this, -bytes);
        return false;
    }

    void uncharge(long bytes) {
        if (kind.charged()) {
            CHARGED.getAndAdd(this, -bytes);
        }
    }
}
