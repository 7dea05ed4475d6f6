package dev.spinlab.storage;

import static dev.spinlab.storage.StorageLinks.IN_STORAGE;

import dev.spinlab.lock.LockResult;
import dev.spinlab.machine.Cpu;
import org.jspecify.annotations.Nullable;

/** Finding an element: the cache, then the owner's list (kernel-facts 2.2). Inside an RCU read section. */
final class Lookup {
    private Lookup() {}

    /**
     * Returns the element of {@code map}, null if there is none.
     *
     * @param publish whether to put what the walk found into the cache, which takes the storage lock; if that is refused the
     *     element is returned all the same
     */
    static @Nullable Element find(Cpu cpu, OwnerStorage storage, StorageMap map, boolean publish) {
        cpu.step();
        Element cached = storage.cacheAcquire(map.slot());
        if (cached != null && cached.mapAcquire() == map) {
            return cached;
        }
        Element element = walk(cpu, IN_STORAGE.firstAcquire(storage), map);
        if (element != null && publish) {
            publish(cpu, storage, map, element);
        }
        return element;
    }

    /**
     * Returns the element of {@code map} among {@code first} and those behind it, null if there is none.
     *
     * <p>The loop ends where a step may be due, and another goes on: one with a call in it has its variables in memory.
     */
    private static @Nullable Element walk(Cpu cpu, @Nullable Element first, StorageMap map) {
        Element element = first;
        // Bounded by the number of maps: an owner has one element per map.
        while (element != null) {
            if (!cpu.stepsAtOnce(1)) {
                return walkOn(cpu, element, map);
            }
            if (element.mapAcquire() == map) {
                return element;
            }
            element = IN_STORAGE.nextAcquire(element);
        }
        return null;
    }

    private static @Nullable Element walkOn(Cpu cpu, Element from, StorageMap map) {
        Element element = from;
        // Bounded as the walk that it continues.
        while (element != null) {
            cpu.step();
            if (element.mapAcquire() == map) {
                return element;
            }
            element = IN_STORAGE.nextAcquire(element);
        }
        return null;
    }

    private static void publish(Cpu cpu, OwnerStorage storage, StorageMap map, Element element) {
        if (storage.lock.lockIrqSave(cpu) != LockResult.ACQUIRED) {
            return;
        }
        cpu.step();
        if (IN_STORAGE.isLinked(element)) {
            storage.setCacheRelease(map.slot(), element);
        }
        storage.lock.unlockIrqRestore(cpu);
    }
}
