package dev.spinlab.storage;

import dev.spinlab.list.PlainNode;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.RawSpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.reclaim.Ledger;
import dev.spinlab.reclaim.Reclaimable;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One value: of one owner in one map (kernel: {@code bpf_local_storage_elem}).
 *
 * <p>Valid inside the read section in which it was found. All words of a value are written with the same number, so that a
 * torn value shows.
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
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    final PlainNode<Element> storageNode = new PlainNode<>(this);
    final PlainNode<Element> bucketNode = new PlainNode<>(this);
    private final long charge;
    private final long[] words;
    private final @Nullable RawSpinLock valueLock;

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
        charge = map.charge();
        words = new long[map.valueWords()];
        Arrays.fill(words, value);
        valueLock = map.valueLocks() ? new RawSpinLock("value lock") : null;
    }

    /** Returns the first word of the value; {@link #POISON} if the element has been freed, which is also counted. */
    public long value(Cpu cpu) {
        return value(cpu, 0);
    }

    /** Returns word {@code index} of the value. */
    public long value(Cpu cpu, int index) {
        cpu.step();
        long value = (long) WORD.getOpaque(words, index);
        checkUsable(cpu);
        return value;
    }

    /** Writes all words of the value, one after the other. */
    public void setValue(Cpu cpu, long value) {
        checkUsable(cpu);
        for (int i = 0; i < words.length; i++) {
            cpu.step();
            WORD.setOpaque(words, i, value);
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
        return charge;
    }

    @Override
    protected void poison(Cpu cpu) {
        StorageMap unfinished = map;
        if (unfinished != null) {
            unfinished.destroySpecialFields(this);
        }
        for (int i = 0; i < words.length; i++) {
            WORD.setOpaque(words, i, POISON);
        }
        storageNode.forget();
        bucketNode.forget();
    }
}
