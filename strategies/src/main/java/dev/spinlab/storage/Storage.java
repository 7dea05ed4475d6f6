package dev.spinlab.storage;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.reclaim.Backlog;
import dev.spinlab.reclaim.Ledger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with owner-local storage, whoever keeps it: {@link LocalStorage} for the strategies, {@link
 * ConcurrentHashMapStorage} for comparison.
 *
 * <p>An {@link Element} that an operation returns is valid inside the RCU read section that the caller holds around both.
 * Operations that answer null leave the reason in {@code cpu.context().errno()}. Lookup, get-or-create, update and delete may
 * be called from any context, {@link #destroy} from any but NMI, {@link #freeMap}, {@link #quiesce} and {@link #audit} from a
 * task that may sleep.
 *
 * <p>A benchmark fork loads one implementation, so that a call costs what a call of a final class would.
 */
public interface Storage {
    // ---- owners and maps -------------------------------------------------------------------------------------------

    /** Returns a new owner without a limit. */
    default Owner newOwner(OwnerKind kind) {
        return newOwner(kind, Long.MAX_VALUE / 2);
    }

    /**
     * Returns a new owner.
     *
     * @param chargeLimitBytes what may be charged to it, where its kind is charged; more gives ENOMEM
     */
    Owner newOwner(OwnerKind kind, long chargeLimitBytes);

    /** Returns a new map of 8-byte values without value locks. */
    default StorageMap newMap() {
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
    StorageMap newMap(int valueBytes, boolean valueLocks, Consumer<Element> destructor);

    // ---- operations ------------------------------------------------------------------------------------------------

    /** Returns the element of {@code owner} in {@code map}, null with ENOENT if there is none. */
    @Nullable
    Element lookup(Cpu cpu, Owner owner, StorageMap map, CallerClass caller);

    /**
     * Returns the element of {@code owner} in {@code map}, created with {@code initial} if there was none.
     *
     * @return null with EBUSY from a busy CPU, EDEADLK or ETIMEDOUT from a lock, EAGAIN or EEXIST after a lost race, ENOMEM from the
     *     owner's limit, EINVAL from an owner that exits
     */
    @Nullable
    Element getOrCreate(Cpu cpu, Owner owner, StorageMap map, CallerClass caller, long initial);

    /**
     * Creates or replaces.
     *
     * @param value what every word of the value becomes
     * @param flags see {@link UpdateFlags}
     * @return OK; EBUSY; EEXIST, ENOENT or EINVAL by the flags; EAGAIN after a lost race; EDEADLK or ETIMEDOUT from a lock;
     *     ENOMEM; EOPNOTSUPP in NMI. Unless OK, nothing has changed
     */
    Errno update(Cpu cpu, Owner owner, StorageMap map, long value, int flags, CallerClass caller);

    /**
     * Deletes.
     *
     * @return OK; ENOENT if there was nothing; EBUSY; EDEADLK or ETIMEDOUT from a lock; EOPNOTSUPP in NMI. Unless OK, nothing
     *     has changed
     */
    Errno delete(Cpu cpu, Owner owner, StorageMap map, CallerClass caller);

    // ---- the two that never fail -----------------------------------------------------------------------------------

    /**
     * Owner exit: removes everything that hangs on {@code owner}, which nobody uses any more. Always succeeds.
     *
     * @throws dev.spinlab.machine.ContextViolation in NMI context
     */
    void destroy(Cpu cpu, Owner owner);

    /**
     * Map free: removes everything that is in {@code map}, which nobody uses any more, and returns when all of it has been
     * freed that was not freed from the other side. Always succeeds; sleeps.
     */
    void freeMap(Cpu cpu, StorageMap map);

    /** Attaches {@code hook} to the trace points, null for none. While nothing runs. */
    void trace(@Nullable TraceHook hook);

    // ---- detectors -------------------------------------------------------------------------------------------------

    /** Returns how many operations busy counters take to be inside on {@code cpu}: 0 once all have ended. */
    int busy(Cpu cpu);

    /** Sleeps until everything retired before this call has been freed, as far as it ever will be. */
    void quiesce(Cpu cpu);

    /** Returns what the detectors found since the storage was opened. After {@link #quiesce}, with nothing else running. */
    Audit audit(Cpu cpu);

    /** Returns how many elements were awaiting their free, since {@link #resetBacklog}; without a sample if nobody looked. */
    Backlog backlog();

    /** Forgets what {@link #backlog} found so far. While nothing runs. */
    void resetBacklog();

    /** Returns the book-keeping of elements. */
    Ledger elementLedger();
}
