package dev.spinlab.conformance;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.guard.RecursionGuard;
import dev.spinlab.lock.RawSpinLock;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.storage.StorageConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A backend composed as another one, whose locks and guards a check can get at. */
final class Watched implements StorageBackend {
    private final StorageBackend original;
    private final List<SpinLock> locks = new ArrayList<>();
    private final List<RecursionGuard> guards = new ArrayList<>();

    Watched(StorageBackend original) {
        this.original = original;
    }

    @Override
    public String id() {
        return original.id();
    }

    @Override
    public String description() {
        return original.description();
    }

    @Override
    public StorageConfig config() {
        StorageConfig config = original.config();
        return new StorageConfig(
                machine -> {
                    RecursionGuard guard = config.guard().apply(machine);
                    guards.add(guard);
                    return guard;
                },
                name -> {
                    SpinLock lock = config.locks().newLock(name);
                    locks.add(lock);
                    return lock;
                },
                config.reclaimer(),
                config.linkOrder(),
                config.nmi());
    }

    List<RecursionGuard> guards() {
        return guards;
    }

    /** Returns the locks of owners' storages made so far ("L" in kernel-facts 2.5). */
    List<SpinLock> storageLocks() {
        return named("storage lock");
    }

    /** Returns the locks of buckets made so far ("B" in kernel-facts 2.5). */
    List<SpinLock> bucketLocks() {
        return named("bucket lock");
    }

    private List<SpinLock> named(String name) {
        return locks.stream().filter(lock -> lock.name().equals(name)).toList();
    }

    /** Returns those of {@code some} that are held now. */
    static Stream<SpinLock> held(List<SpinLock> some) {
        return some.stream().filter(Watched::isHeld);
    }

    private static boolean isHeld(SpinLock lock) {
        if (lock instanceof RawSpinLock raw) {
            return raw.isLocked();
        }
        return lock instanceof ResilientQueuedSpinLock resilient && resilient.isLocked();
    }

    /** Does {@code body} with all of {@code some} held by the calling context. */
    static void holding(Cpu cpu, List<SpinLock> some, Runnable body) {
        for (SpinLock lock : some) {
            Expect.equal(lock.lockIrqSave(cpu).errno().number(), 0, "taking a free " + lock);
        }
        body.run();
        for (int i = some.size() - 1; i >= 0; i--) {
            some.get(i).unlockIrqRestore(cpu);
        }
    }
}
