package dev.spinlab.storage;

import static dev.spinlab.storage.BucketLinks.IN_BUCKET;
import static dev.spinlab.storage.StorageLinks.IN_STORAGE;

import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.RawSpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.reclaim.Ledger;
import dev.spinlab.reclaim.Reclaimable;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One value: of one owner in one map (kernel: {@code bpf_local_storage_elem}).
 *
 * <p>Valid inside the read section in which it was found. All words of a value are written with the same number, so that a
 * torn value shows. A value of one word lies in the element, a longer one partly in an array.
 */
public final class Element extends Reclaimable {
    /** What the value of a freed element reads as. */
    public static final long POISON = 0x6b6b6b6b6b6b6b6bL;

    /** What an element without its value costs its owner, where that is counted, in bytes. */
    static final int HEADER_BYTES = 80;

    static final int MAP_UNLINKED = 1;
    static final int STORAGE_UNLINKED = 2;
    static final int UNLINKED = MAP_UNLINKED | STORAGE_UNLINKED;
    static final int TO_FREE = 4;

    private static final VarHandle MAP = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "map", VarHandle.class, Element.class, StorageMap.class);
    private static final VarHandle STORAGE = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "storage", VarHandle.class, Element.class, OwnerStorage.class);
    private static final VarHandle UNLINK_STATE = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "unlinkState", VarHandle.class, Element.class, int.class);
    private static final VarHandle FIRST_WORD = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "firstWord", VarHandle.class, Element.class, long.class);
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    private final @Nullable RawSpinLock valueLock;

    /** The words of the value after the first, null if there are none. */
    private final long @Nullable [] furtherWords;

    @SuppressWarnings("UnusedVariable") // through FIRST_WORD
    private long firstWord;

    // Through StorageLinks and BucketLinks.
    @Nullable
    Element nextInStorage;

    @Nullable
    Element previousInStorage;

    @Nullable
    Element nextInBucket;

    @Nullable
    Element previousInBucket;

    /** Null once the map side is done with the element. */
    private @Nullable StorageMap map;

    /** Null once the storage side is done with the element. */
    @SuppressWarnings("UnusedVariable") // through STORAGE
    private @Nullable OwnerStorage storage;

    /** Which side could not reach the other: see {@link NofailUnlink}. */
    @SuppressWarnings("UnusedVariable") // through UNLINK_STATE
    private int unlinkState;

    Element(Cpu cpu, Ledger ledger, StorageMap map, long value) {
        super(cpu, ledger);
        this.map = map;
        firstWord = value;
        if (map.valueWords() > 1) {
            furtherWords = new long[map.valueWords() - 1];
            Arrays.fill(furtherWords, value);
        } else {
            furtherWords = null;
        }
        valueLock = map.valueLocks() ? new RawSpinLock("value lock") : null;
    }

    /** Returns the first word of the value; {@link #POISON} if the element has been freed, which is also counted. */
    public long value(Cpu cpu) {
        return value(cpu, 0);
    }

    /** Returns word {@code index} of the value. */
    public long value(Cpu cpu, int index) {
        cpu.step();
        long value = wordOpaque(index);
        checkUsable(cpu);
        return value;
    }

    private int valueWords() {
        return furtherWords == null ? 1 : 1 + furtherWords.length;
    }

    private long wordOpaque(int index) {
        return index == 0
                ? (long) FIRST_WORD.getOpaque(this)
                : (long) WORD.getOpaque(Objects.requireNonNull(furtherWords), index - 1);
    }

    private void setWordOpaque(int index, long value) {
        if (index == 0) {
            FIRST_WORD.setOpaque(this, value);
        } else {
            WORD.setOpaque(Objects.requireNonNull(furtherWords), index - 1, value);
        }
    }

    /** Writes all words of the value, one after the other. */
    public void setValue(Cpu cpu, long value) {
        checkUsable(cpu);
        for (int i = 0; i < valueWords(); i++) {
            cpu.step();
            setWordOpaque(i, value);
        }
    }

    /** Writes all words of the value under its own lock. */
    void setValueLocked(Cpu cpu, long value) {
        RawSpinLock lock = valueLock;
        if (lock == null) {
            throw new IllegalStateException("the map has no value locks");
        }
        // A raw lock does not refuse.
        LockResult acquired = lock.lockIrqSave(cpu);
        assert acquired == LockResult.ACQUIRED;
        setValue(cpu, value);
        lock.unlockIrqRestore(cpu);
    }

    @Nullable
    StorageMap mapAcquire() {
        return (StorageMap) MAP.getAcquire(this);
    }

    void clearMapRelease() {
        MAP.setRelease(this, null);
    }

    @Nullable
    OwnerStorage storageAcquire() {
        return (OwnerStorage) STORAGE.getAcquire(this);
    }

    void setStorageRelease(@Nullable OwnerStorage chosen) {
        STORAGE.setRelease(this, chosen);
    }

    void orUnlinkState(int bit) {
        UNLINK_STATE.getAndBitwiseOr(this, bit);
    }

    /**
     * Returns the marks that owner exit and map free have left: 0 none, 1 map free could not reach the owner's list, 2 owner
     * exit could not reach the bucket, 3 both, 4 freed by the second of them.
     */
    public int unlinkState() {
        return (int) UNLINK_STATE.getAcquire(this);
    }

    boolean casUnlinkState(int expected, int value) {
        return UNLINK_STATE.compareAndSet(this, expected, value);
    }

    /** Returns what the element costs its owner, in bytes. */
    long charge() {
        return charge(valueWords());
    }

    /** Returns what an element of {@code valueWords} words costs its owner, in bytes. */
    static long charge(int valueWords) {
        return HEADER_BYTES + (long) Long.BYTES * valueWords;
    }

    @Override
    protected void poison(Cpu cpu) {
        StorageMap unfinished = map;
        if (unfinished != null) {
            unfinished.destroySpecialFields(this);
        }
        for (int i = 0; i < valueWords(); i++) {
            setWordOpaque(i, POISON);
        }
        IN_STORAGE.forget(this);
        IN_BUCKET.forget(this);
    }
}
