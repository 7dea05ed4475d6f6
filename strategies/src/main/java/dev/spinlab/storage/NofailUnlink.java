package dev.spinlab.storage;

import static dev.spinlab.storage.BucketLinks.IN_BUCKET;
import static dev.spinlab.storage.StorageLinks.IN_STORAGE;

import dev.spinlab.lock.LockResult;
import dev.spinlab.machine.Cpu;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Unlinking for owner exit and map free, which no lock can refuse (kernel-facts 2.7). Inside an RCU read section.
 *
 * <p>Each of the two unlinks from its own side and from the other if it gets that lock. If not, it leaves its mark on the
 * element; the second to leave one frees it. So the element is freed exactly once, and neither needs the other's lock.
 */
final class NofailUnlink {
    /*
     * Implementation notes. States of Element.unlinkState, and who frees:
     *
     *   0 -- owner exit skipped the bucket --> 2 -- map free skipped the list --> 3 -- CAS --> 4: the one whose CAS it was
     *   0 -- map free skipped the list --> 1 -- owner exit skipped the bucket --> 3 -- CAS --> 4: likewise
     *   0: whoever unlinked it from both, without any mark
     */
    private final Engine engine;
    private final LongAdder ownRefusals = new LongAdder();

    NofailUnlink(Engine engine) {
        this.engine = engine;
    }

    /** For owner exit: takes {@code element} off its owner's list, and off its bucket if that lock can be had. */
    void ownerExit(Cpu cpu, Element element) {
        OwnerStorage storage = element.storageAcquire();
        StorageMap map = element.mapAcquire();
        boolean fromMap = false;
        if (map != null && storage != null) {
            Bucket bucket = engine.bucketOf(map, storage, element);
            if (bucket.lock.lockIrqSave(cpu) == LockResult.ACQUIRED) {
                fromMap = unlinkFromBucket(cpu, map, bucket, element);
                element.clearMapRelease();
                bucket.lock.unlockIrqRestore(cpu);
            }
        }
        boolean fromStorage = false;
        boolean last = false;
        if (storage != null) {
            if (storage.lock.lockIrqSave(cpu) == LockResult.ACQUIRED) {
                fromStorage = IN_STORAGE.isLinked(element);
                last = fromStorage && unlinkFromList(cpu, storage, map, element);
                storage.lock.unlockIrqRestore(cpu);
            } else {
                ownRefusals.increment();
            }
            element.setStorageRelease(null);
        }
        finish(cpu, element, fromMap && fromStorage, Element.STORAGE_UNLINKED, last ? storage : null);
    }

    /** For map free: takes {@code element} off {@code bucket}, and off its owner's list if that lock can be had. */
    void mapFree(Cpu cpu, StorageMap map, Bucket bucket, Element element) {
        boolean fromMap = false;
        if (bucket.lock.lockIrqSave(cpu) == LockResult.ACQUIRED) {
            fromMap = unlinkFromBucket(cpu, map, bucket, element);
            bucket.lock.unlockIrqRestore(cpu);
        } else {
            ownRefusals.increment();
        }
        element.clearMapRelease();
        OwnerStorage storage = element.storageAcquire();
        boolean fromStorage = false;
        boolean last = false;
        if (storage != null && storage.lock.lockIrqSave(cpu) == LockResult.ACQUIRED) {
            fromStorage = IN_STORAGE.isLinked(element);
            if (fromStorage) {
                // The pin keeps the owner's exit from finishing while its fields are written.
                boolean pinned = storage.tryGetOwner();
                last = pinned
                        ? engine.unlinkFromStorage(cpu, storage, map, element)
                        : unlinkFromList(cpu, storage, map, element);
                if (pinned) {
                    storage.putOwner();
                }
            }
            element.setStorageRelease(null);
            storage.lock.unlockIrqRestore(cpu);
        }
        finish(cpu, element, fromMap && fromStorage, Element.MAP_UNLINKED, last ? storage : null);
    }

    private static boolean unlinkFromBucket(Cpu cpu, StorageMap map, Bucket bucket, Element element) {
        boolean linked = IN_BUCKET.unlink(cpu, bucket, element);
        if (linked) {
            map.destroySpecialFields(element);
        }
        return linked;
    }

    /** Without the owner's book-keeping: the owner is going, and gives all of its charge back at once. */
    private static boolean unlinkFromList(Cpu cpu, OwnerStorage storage, @Nullable StorageMap map, Element element) {
        boolean last = IN_STORAGE.isSingular(storage, element);
        IN_STORAGE.unlink(cpu, storage, element);
        if (map != null) {
            storage.forgetCached(map.slot(), element);
        }
        return last;
    }

    private void finish(Cpu cpu, Element element, boolean both, int ownBit, @Nullable OwnerStorage emptied) {
        if (!both) {
            cpu.step();
            cpu.countAtomic();
            element.orUnlinkState(ownBit);
        }
        if (both || element.casUnlinkState(Element.UNLINKED, Element.TO_FREE)) {
            engine.retire(cpu, element, true);
        }
        if (emptied != null) {
            engine.retire(cpu, emptied, true);
        }
    }

    /** Returns how often a side was refused its own lock, which a kernel warns about: the mark then takes its place. */
    long ownRefusals() {
        return ownRefusals.sum();
    }
}
