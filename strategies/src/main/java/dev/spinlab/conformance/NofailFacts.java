package dev.spinlab.conformance;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Task;
import dev.spinlab.reclaim.Ledger;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Statements 37 to 39: owner exit and map free, which must not fail. */
final class NofailFacts {
    private NofailFacts() {}

    static List<Check> checks() {
        return List.of(
                Check.of(
                                "F37",
                                "owner exit and map free finish whatever is refused",
                                Applies.RESILIENT,
                                NofailFacts::f37)
                        .remark(
                                "refused the lock of its own side, each finishes, but what it could not unlink is not freed: the"
                                        + " kernel warns there"),
                Check.of("F38", "the marks of owner exit and map free", Applies.RESILIENT, NofailFacts::f38),
                Check.of("F39", "charges and special fields are settled once", Applies.ALL, NofailFacts::f39)
                        .remark("where locks do not refuse, without the part in which they do"));
    }

    private static void f37(StorageBackend backend) {
        scene(backend, scene -> {
            scene.exitAgainst(scene.watched.bucketLocks());
            Expect.equal(scene.elements().retired(), 0L, "elements freed before map free");
            scene.free();
            scene.expectFreedOnce();
        });
        scene(backend, scene -> {
            scene.freeAgainst(scene.watched.storageLocks(), () -> {});
            scene.exit();
            scene.expectFreedOnce();
        });
        wreck(backend, scene -> {
            scene.exitAgainst(scene.watched.storageLocks());
            Expect.equal(scene.storage.nofailRefusals(), 1L, "refusals of owner exit's own lock");
            scene.free();
            Expect.that(!scene.owner.hasStorage() && scene.map.freed(), "both finish");
        });
        wreck(backend, scene -> {
            scene.freeAgainst(scene.watched.bucketLocks(), () -> {});
            Expect.equal(scene.storage.nofailRefusals(), 1L, "refusals of map free's own lock");
            scene.exit();
            Expect.that(!scene.owner.hasStorage() && scene.map.freed(), "both finish");
        });
    }

    private static void f38(StorageBackend backend) {
        scene(backend, scene -> {
            scene.exitAgainst(scene.watched.bucketLocks());
            Expect.equal(scene.element.unlinkState(), 2, "marks after owner exit without the bucket");
            scene.free();
            Expect.equal(scene.element.unlinkState(), 4, "marks after map free has followed");
            scene.expectFreedOnce();
        });
        scene(backend, scene -> {
            scene.freeAgainst(scene.watched.storageLocks(), () -> {
                Expect.equal(scene.element.unlinkState(), 1, "marks after map free without the list");
                Expect.equal(scene.elements().retired(), 0L, "elements freed before owner exit");
            });
            scene.exit();
            Expect.equal(scene.element.unlinkState(), 4, "marks after owner exit has followed");
            scene.expectFreedOnce();
        });
        for (boolean exitFirst : new boolean[] {true, false}) {
            scene(backend, scene -> {
                Runnable[] order = {scene::exit, scene::free};
                order[exitFirst ? 0 : 1].run();
                Expect.equal(scene.elements().retired(), 1L, "elements freed by who unlinked both");
                order[exitFirst ? 1 : 0].run();
                Expect.equal(scene.element.unlinkState(), 0, "marks where nothing was refused");
                scene.expectFreedOnce();
            });
        }
    }

    private static void scene(StorageBackend backend, Consumer<OneValue> body) {
        Watched watched = new Watched(backend);
        StorageBench.check(watched, 2, bench -> body.accept(new OneValue(bench, watched)));
    }

    private static void wreck(StorageBackend backend, Consumer<OneValue> body) {
        Watched watched = new Watched(backend);
        StorageBench.wreck(watched, 2, bench -> body.accept(new OneValue(bench, watched)));
    }

    /** A socket with one value, and ways to end either side. */
    private static final class OneValue {
        final StorageMap map;
        final Element element;
        private final StorageBench bench;
        private final LocalStorage storage;
        private final Watched watched;
        private final Owner owner;
        private int destroyed;

        OneValue(StorageBench bench, Watched watched) {
            this.bench = bench;
            this.watched = watched;
            storage = bench.storage();
            owner = bench.owner(OwnerKind.SOCKET);
            map = bench.map(Long.BYTES, false, gone -> destroyed++);
            Element[] created = new Element[1];
            bench.on(0, cpu -> created[0] = bench.create(cpu, owner, map, 1));
            element = created[0];
        }

        Ledger elements() {
            return storage.elementLedger();
        }

        void exit() {
            bench.on(0, cpu -> storage.destroy(cpu, owner));
        }

        void free() {
            bench.on(0, cpu -> storage.freeMap(cpu, map));
        }

        /** Owner exit below {@code locks}, which are held on the same CPU. */
        void exitAgainst(List<SpinLock> locks) {
            bench.on(0, cpu -> Watched.holding(cpu, locks, () -> storage.destroy(cpu, owner)));
        }

        /**
         * Map free with {@code locks} held elsewhere, from where it has come to the value until it gives up waiting; then
         * {@code meanwhile}, before it goes on. Not from the start, since the holder would keep its grace period open.
         */
        void freeAgainst(List<SpinLock> locks, Runnable meanwhile) {
            Task free = bench.spawn(0, cpu -> storage.freeMap(cpu, map));
            Task holder = bench.spawn(1, cpu -> Watched.holding(cpu, locks, cpu::step));
            bench.runUntil(free, () -> free.inRcuSection());
            bench.runUntil(holder, () -> Watched.held(locks).count() == locks.size());
            bench.schedule().runUntil(free, () -> !free.inRcuSection());
            bench.finish(holder);
            meanwhile.run();
            bench.finish(free);
        }

        void expectFreedOnce() {
            bench.on(0, storage::quiesce);
            Expect.equal(elements().retired(), 1L, "elements handed over to be freed");
            Expect.equal(elements().freed(), 1L, "elements freed");
            Expect.equal(storage.storageLedger().freed(), 1L, "storages freed");
            Expect.equal(destroyed, 1, "times the special fields were destroyed");
            Expect.equal(owner.charged(), 0L, "bytes charged");
        }
    }

    private static void f39(StorageBackend backend) {
        boolean refuses = Capabilities.of(backend).resilientLocks();
        Watched watched = new Watched(backend);
        StorageBench.check(watched, 1, bench -> {
            LocalStorage storage = bench.storage();
            Set<Element> destroyed = Collections.newSetFromMap(new IdentityHashMap<>());
            Consumer<Element> destructor =
                    element -> Expect.that(destroyed.add(element), "special fields are destroyed once only");
            StorageMap small = bench.map(Long.BYTES, false, destructor);
            StorageMap large = bench.map(64, false, destructor);
            Owner deletes = bench.owner(OwnerKind.SOCKET);
            Owner exits = bench.owner(OwnerKind.SOCKET);
            Owner refused = bench.owner(OwnerKind.SOCKET);
            bench.on(0, cpu -> {
                for (Owner owner : List.of(deletes, exits, refused)) {
                    bench.create(cpu, owner, small, 1);
                    long before = owner.charged();
                    bench.create(cpu, owner, large, 1);
                    long full = owner.charged();
                    Expect.that(before > 0 && full - before > 64, "each value is charged with its size and more");
                    storage.delete(cpu, owner, large, CallerClass.SYSCALL);
                    Expect.equal(owner.charged(), before, "bytes charged after a delete");
                    bench.create(cpu, owner, large, 1);
                    Expect.equal(owner.charged(), full, "bytes charged after creating again");
                }
                long ofLarge = expectDelete(bench, cpu, deletes, small, large);
                storage.destroy(cpu, exits);
                Expect.equal(exits.charged(), 0L, "bytes charged after owner exit");
                if (refuses) {
                    Watched.holding(cpu, watched.bucketLocks(), () -> storage.destroy(cpu, refused));
                    Expect.equal(refused.charged(), 0L, "bytes charged after an exit that could not reach the buckets");
                }
                long before = refused.charged();
                storage.freeMap(cpu, large);
                Expect.equal(deletes.charged(), 0L, "bytes charged after map free took the last value");
                Expect.equal(refused.charged(), refuses ? 0L : before - ofLarge, "bytes charged after map free");
                storage.freeMap(cpu, small);
                storage.quiesce(cpu);
            });
            Expect.equal(
                    (long) destroyed.size(), storage.elementLedger().retired(), "elements destroyed of those retired");
        });
    }

    /** Deletes from {@code gone} and returns what the value in {@code stays} is charged with. */
    private static long expectDelete(StorageBench bench, Cpu cpu, Owner owner, StorageMap gone, StorageMap stays) {
        long full = owner.charged();
        bench.storage().delete(cpu, owner, stays, CallerClass.SYSCALL);
        long ofStays = full - owner.charged();
        bench.create(cpu, owner, stays, 1);
        bench.storage().delete(cpu, owner, gone, CallerClass.SYSCALL);
        Expect.that(owner.charged() < full, "a delete gives charge back");
        return ofStays;
    }
}
