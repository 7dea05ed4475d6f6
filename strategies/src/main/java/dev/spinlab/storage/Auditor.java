package dev.spinlab.storage;

import static dev.spinlab.storage.BucketLinks.IN_BUCKET;

import dev.spinlab.machine.Cpu;
import dev.spinlab.reclaim.Ledger;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Compares the book-keeping with what is really linked. */
final class Auditor {
    private final Ledger elements;
    private final Ledger storages;
    private final MapRegistry maps;

    Auditor(Ledger elements, Ledger storages, MapRegistry maps) {
        this.elements = elements;
        this.storages = storages;
        this.maps = maps;
    }

    Audit audit(Cpu cpu) {
        Set<Element> linked = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<OwnerStorage> holding = Collections.newSetFromMap(new IdentityHashMap<>());
        for (StorageMap map : maps.live()) {
            for (int i = 0; i < map.bucketCount(); i++) {
                Element element = IN_BUCKET.firstAcquire(map.bucket(i));
                // Bounded: a chain is acyclic.
                while (element != null) {
                    element.checkUsable(cpu);
                    linked.add(element);
                    OwnerStorage storage = element.storageAcquire();
                    if (storage != null) {
                        storage.checkUsable(cpu);
                        holding.add(storage);
                    }
                    element = IN_BUCKET.nextAcquire(element);
                }
            }
        }
        return new Audit(
                elements.backlog() + storages.backlog(),
                leaked(elements, linked.size()) + leaked(storages, holding.size()),
                elements.doubleFreed() + storages.doubleFreed(),
                elements.usedAfterFree() + storages.usedAfterFree());
    }

    private static long leaked(Ledger ledger, long linked) {
        return ledger.allocated() - ledger.unpublished() - ledger.retired() - linked;
    }
}
