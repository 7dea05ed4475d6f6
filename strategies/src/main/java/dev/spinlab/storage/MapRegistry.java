package dev.spinlab.storage;

import dev.spinlab.lock.SpinLockFactory;
import dev.spinlab.machine.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The maps of one storage and the cache slots they use (kernel-facts 2.2). */
final class MapRegistry {
    private final int buckets;
    private final SpinLockFactory locks;
    private final int[] slotUsage = new int[OwnerStorage.CACHE_SLOTS];
    private final List<StorageMap> live = new ArrayList<>();

    MapRegistry(int cpus, SpinLockFactory locks) {
        // The next power of two not below the number of CPUs, at least 2.
        buckets = Math.max(2, Integer.highestOneBit(2 * cpus - 1));
        this.locks = locks;
    }

    synchronized StorageMap newMap(int valueBytes, boolean valueLocks, Consumer<Element> destructor) {
        if (valueBytes < 1) {
            throw new IllegalArgumentException(Errno.EINVAL + ": a value of " + valueBytes + " bytes");
        }
        if (valueBytes > StorageMap.MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(Errno.E2BIG + ": a value of " + valueBytes + " bytes; the largest is "
                    + StorageMap.MAX_VALUE_BYTES);
        }
        Bucket[] fresh = new Bucket[buckets];
        for (int i = 0; i < buckets; i++) {
            fresh[i] = Bucket.make(locks);
        }
        int slot = takeSlot();
        StorageMap map =
                new StorageMap(slot, (valueBytes + Long.BYTES - 1) / Long.BYTES, valueLocks, fresh, destructor);
        live.add(map);
        return map;
    }

    /** The least used slot, the first of them if there are several. */
    private int takeSlot() {
        int best = 0;
        for (int slot = 1; slot < slotUsage.length; slot++) {
            if (slotUsage[slot] < slotUsage[best]) {
                best = slot;
            }
        }
        slotUsage[best]++;
        return best;
    }

    synchronized void release(StorageMap map) {
        if (!live.remove(map)) {
            throw new IllegalArgumentException("the map has been freed, or is another storage's");
        }
        slotUsage[map.slot()]--;
    }

    synchronized List<StorageMap> live() {
        return List.copyOf(live);
    }
}
