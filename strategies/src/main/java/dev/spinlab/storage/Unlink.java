package dev.spinlab.storage;

import static dev.spinlab.storage.BucketLinks.IN_BUCKET;
import static dev.spinlab.storage.StorageLinks.IN_STORAGE;

import dev.spinlab.lock.LockResult;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;

/** The ordinary unlinking of one element, which a lock may refuse (kernel-facts 2.7). Inside an RCU read section. */
final class Unlink {
    private final Engine engine;

    Unlink(Engine engine) {
        this.engine = engine;
    }

    /**
     * Unlinks and retires {@code element} unless somebody else did.
     *
     * @return OK, EOPNOTSUPP, or the refusal of a lock with nothing changed
     */
    Errno unlink(Cpu cpu, Element element) {
        if (!engine.mayDelete(cpu)) {
            return Errno.EOPNOTSUPP;
        }
        OwnerStorage storage = element.storageAcquire();
        StorageMap map = element.mapAcquire();
        if (storage == null || map == null) {
            // Owner exit or map free is at it.
            return Errno.OK;
        }
        engine.reached(cpu, TracePoint.UNLINK, storage.owner(), map);
        return engine.nested() ? unlinkNested(cpu, storage, map, element) : unlinkSeparate(cpu, storage, map, element);
    }

    private Errno unlinkNested(Cpu cpu, OwnerStorage storage, StorageMap map, Element element) {
        cpu.step();
        if (!IN_STORAGE.isLinked(element)) {
            return Errno.OK;
        }
        LockResult storageLock = storage.lock.lockIrqSave(cpu);
        if (storageLock != LockResult.ACQUIRED) {
            return storageLock.errno();
        }
        engine.reached(cpu, TracePoint.LOCKED, storage.owner(), map);
        boolean mine = IN_STORAGE.isLinked(element);
        boolean last = false;
        if (mine) {
            LockResult bucketLock = unlinkFromBucket(cpu, map, storage, element);
            if (bucketLock != LockResult.ACQUIRED) {
                storage.lock.unlockIrqRestore(cpu);
                return bucketLock.errno();
            }
            last = engine.unlinkFromStorage(cpu, storage, map, element);
        }
        storage.lock.unlockIrqRestore(cpu);
        retire(cpu, storage, element, mine, last);
        return Errno.OK;
    }

    /** First the map, then the storage: whoever unlinks it from the storage is the one who frees. */
    private Errno unlinkSeparate(Cpu cpu, OwnerStorage storage, StorageMap map, Element element) {
        LockResult bucketLock = unlinkFromBucket(cpu, map, storage, element);
        if (bucketLock != LockResult.ACQUIRED) {
            return bucketLock.errno();
        }
        cpu.step();
        if (!IN_STORAGE.isLinked(element)) {
            return Errno.OK;
        }
        LockResult storageLock = storage.lock.lockIrqSave(cpu);
        if (storageLock != LockResult.ACQUIRED) {
            throw new IllegalStateException(
                    "separate sections need locks that never refuse, but " + storage.lock + " answered " + storageLock);
        }
        engine.reached(cpu, TracePoint.LOCKED, storage.owner(), map);
        boolean mine = IN_STORAGE.isLinked(element);
        boolean last = mine && engine.unlinkFromStorage(cpu, storage, map, element);
        storage.lock.unlockIrqRestore(cpu);
        retire(cpu, storage, element, mine, last);
        return Errno.OK;
    }

    private LockResult unlinkFromBucket(Cpu cpu, StorageMap map, OwnerStorage storage, Element element) {
        cpu.step();
        if (!IN_BUCKET.isLinked(element)) {
            return LockResult.ACQUIRED;
        }
        Bucket bucket = engine.bucketOf(map, storage, element);
        LockResult result = bucket.lock.lockIrqSave(cpu);
        if (result == LockResult.ACQUIRED) {
            IN_BUCKET.unlink(cpu, bucket, element);
            bucket.lock.unlockIrqRestore(cpu);
        }
        return result;
    }

    private void retire(Cpu cpu, OwnerStorage storage, Element element, boolean mine, boolean last) {
        if (mine) {
            engine.retire(cpu, element, false);
        }
        if (last) {
            engine.retire(cpu, storage, false);
        }
    }
}
