package dev.spinlab.storage;

import static dev.spinlab.storage.BucketLinks.IN_BUCKET;
import static dev.spinlab.storage.StorageLinks.IN_STORAGE;

import dev.spinlab.lock.LockResult;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import org.jspecify.annotations.Nullable;

/** Creating and replacing (kernel-facts 2.4). Inside an RCU read section; the reason for null is in the context's errno. */
final class Update {
    private final Engine engine;

    Update(Engine engine) {
        this.engine = engine;
    }

    @Nullable
    Element run(Cpu cpu, Owner owner, StorageMap map, long value, int flags) {
        engine.reached(cpu, TracePoint.UPDATE, owner, map);
        if (!UpdateFlags.valid(flags, map)) {
            return Engine.fail(cpu, Errno.EINVAL);
        }
        cpu.step();
        OwnerStorage storage = owner.storageAcquire();
        if (storage == null || IN_STORAGE.isEmpty(storage)) {
            if ((flags & UpdateFlags.EXIST) != 0) {
                return Engine.fail(cpu, Errno.ENOENT);
            }
            Element first = engine.allocate(cpu, owner, map, value);
            return first == null ? null : createStorage(cpu, owner, map, first);
        }
        if ((flags & UpdateFlags.LOCK) != 0 && (flags & UpdateFlags.NOEXIST) == 0) {
            Element present = Lookup.find(cpu, storage, map, false);
            if (present != null && IN_STORAGE.isLinked(present)) {
                present.setValueLocked(cpu, value);
                return present;
            }
        }
        // Before the lock, because allocation may take its time.
        Element fresh = engine.allocate(cpu, owner, map, value);
        return fresh == null ? null : linkInto(cpu, owner, storage, map, fresh, value, flags);
    }

    // ---- the first element ------------------------------------------------------------------------------------------

    private @Nullable Element createStorage(Cpu cpu, Owner owner, StorageMap map, Element first) {
        if (!owner.tryCharge(OwnerStorage.CHARGE)) {
            engine.discard(cpu, owner, first);
            return Engine.fail(cpu, Errno.ENOMEM);
        }
        OwnerStorage storage = new OwnerStorage(cpu, engine.storages(), owner, engine.newLock("storage lock"));
        storage.addCharge(OwnerStorage.CHARGE + first.charge());
        first.setStorageRelease(storage);
        IN_STORAGE.addPublished(cpu, storage, first);
        Bucket bucket = engine.bucketOf(map, storage, first);
        LockResult result = bucket.lock.lockIrqSave(cpu);
        if (result != LockResult.ACQUIRED) {
            discardBoth(cpu, owner, storage, first);
            return Engine.fail(cpu, result.errno());
        }
        IN_BUCKET.addPublished(cpu, bucket, first);
        return engine.nested()
                ? publishInside(cpu, owner, storage, bucket, first)
                : publishAfter(cpu, owner, storage, bucket, first);
    }

    /** Publishes with the bucket lock held, so that nobody finds a loser's element in the bucket. */
    private @Nullable Element publishInside(Cpu cpu, Owner owner, OwnerStorage storage, Bucket bucket, Element first) {
        boolean won = publish(cpu, owner, storage);
        if (!won) {
            IN_BUCKET.unlink(cpu, bucket, first);
        }
        bucket.lock.unlockIrqRestore(cpu);
        if (won) {
            return first;
        }
        discardBoth(cpu, owner, storage, first);
        return Engine.fail(cpu, Errno.EAGAIN);
    }

    /** Publishes after the bucket lock: a loser's element was in the bucket, where map free may have found it. */
    private @Nullable Element publishAfter(Cpu cpu, Owner owner, OwnerStorage storage, Bucket bucket, Element first) {
        bucket.lock.unlockIrqRestore(cpu);
        if (publish(cpu, owner, storage)) {
            return first;
        }
        LockResult result = bucket.lock.lockIrqSave(cpu);
        if (result != LockResult.ACQUIRED) {
            throw new IllegalStateException(
                    "separate sections need locks that never refuse, but " + bucket.lock + " answered " + result);
        }
        boolean mine = IN_BUCKET.unlink(cpu, bucket, first);
        bucket.lock.unlockIrqRestore(cpu);
        owner.uncharge(storage.charge());
        if (mine) {
            engine.retire(cpu, first, true);
        }
        storage.freeUnpublished(cpu);
        return Engine.fail(cpu, Errno.EAGAIN);
    }

    private static boolean publish(Cpu cpu, Owner owner, OwnerStorage storage) {
        cpu.step();
        cpu.countAtomic();
        return owner.publishStorage(storage);
    }

    private void discardBoth(Cpu cpu, Owner owner, OwnerStorage storage, Element first) {
        engine.discard(cpu, owner, first);
        owner.uncharge(OwnerStorage.CHARGE);
        storage.freeUnpublished(cpu);
    }

    // ---- a further element, or another one in its place
    // --------------------------------------------------------------

    private @Nullable Element linkInto(
            Cpu cpu, Owner owner, OwnerStorage storage, StorageMap map, Element fresh, long value, int flags) {
        LockResult storageLock = storage.lock.lockIrqSave(cpu);
        if (storageLock != LockResult.ACQUIRED) {
            engine.discard(cpu, owner, fresh);
            return Engine.fail(cpu, storageLock.errno());
        }
        engine.reached(cpu, TracePoint.LOCKED, owner, map);
        cpu.step();
        boolean emptied = IN_STORAGE.isEmpty(storage);
        Element old = emptied ? null : Lookup.find(cpu, storage, map, false);
        Errno refusal = emptied ? Errno.EAGAIN : refusal(cpu, old, flags);
        Element inPlace = (flags & UpdateFlags.LOCK) != 0 ? old : null;
        if (refusal == Errno.OK) {
            if (inPlace != null) {
                inPlace.setValueLocked(cpu, value);
            } else {
                refusal = swap(cpu, storage, map, fresh, old);
            }
        }
        storage.lock.unlockIrqRestore(cpu);
        if (refusal != Errno.OK || inPlace != null) {
            engine.discard(cpu, owner, fresh);
            return refusal == Errno.OK ? inPlace : Engine.fail(cpu, refusal);
        }
        if (old != null) {
            engine.retire(cpu, old, false);
        }
        return fresh;
    }

    private Errno refusal(Cpu cpu, @Nullable Element old, int flags) {
        if (old == null) {
            return (flags & UpdateFlags.EXIST) != 0 ? Errno.ENOENT : Errno.OK;
        }
        if ((flags & UpdateFlags.NOEXIST) != 0) {
            return Errno.EEXIST;
        }
        boolean replaces = (flags & UpdateFlags.LOCK) == 0;
        return replaces && !engine.mayReplace(cpu) ? Errno.EOPNOTSUPP : Errno.OK;
    }

    /**
     * Links the new element, then unlinks the old, so a context that interrupts this finds one or the other. A reader on
     * another CPU that had passed the head of a list of several can miss both, as in the kernel: the new one goes to the
     * front, behind which it already is.
     */
    private Errno swap(Cpu cpu, OwnerStorage storage, StorageMap map, Element fresh, @Nullable Element old) {
        fresh.setStorageRelease(storage);
        Bucket bucket = engine.bucketOf(map, storage, fresh);
        LockResult result = bucket.lock.lockIrqSave(cpu);
        if (result != LockResult.ACQUIRED) {
            return result.errno();
        }
        IN_BUCKET.addPublished(cpu, bucket, fresh);
        if (!engine.nested()) {
            bucket.lock.unlockIrqRestore(cpu);
        }
        storage.addCharge(fresh.charge());
        IN_STORAGE.addPublished(cpu, storage, fresh);
        if (old != null) {
            Bucket oldBucket = engine.bucketOf(map, storage, old);
            if (!engine.nested()) {
                result = oldBucket.lock.lockIrqSave(cpu);
                if (result != LockResult.ACQUIRED) {
                    throw new IllegalStateException("separate sections need locks that never refuse, but "
                            + oldBucket.lock + " answered " + result);
                }
            }
            IN_BUCKET.unlink(cpu, oldBucket, old);
            if (!engine.nested()) {
                oldBucket.lock.unlockIrqRestore(cpu);
            }
            engine.unlinkFromStorage(cpu, storage, map, old);
        }
        if (engine.nested()) {
            bucket.lock.unlockIrqRestore(cpu);
        }
        return Errno.OK;
    }
}
