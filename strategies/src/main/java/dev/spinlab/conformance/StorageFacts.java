package dev.spinlab.conformance;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.Task;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.TracePoint;
import dev.spinlab.storage.UpdateFlags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Statements 25 to 40 of kernel-facts section 6: the storage. */
final class StorageFacts {
    private static final CallerClass SYSCALL = CallerClass.SYSCALL;

    /** CPUs and the buckets that they make. */
    private static final int[][] BUCKETS = {{1, 2}, {2, 2}, {3, 4}, {4, 4}, {5, 8}, {8, 8}, {9, 16}};

    private static final int CACHE_SLOTS = 16;

    private StorageFacts() {}

    static List<Check> checks() {
        List<Check> all = new ArrayList<>(List.of(
                Check.of("F25", "number and choice of buckets", Applies.ALL, StorageFacts::f25)
                        .remark("a serial number stands for the address that the kernel hashes"),
                Check.of("F26", "16 cache slots, the least used first", Applies.ALL, StorageFacts::f26),
                Check.of("F27", "a cache hit is for the right map and takes no lock", Applies.ALL, StorageFacts::f27),
                Check.of("F28", "a miss takes the storage lock to publish", Applies.ALL, StorageFacts::f28),
                Check.of("F29", "the storage lock is taken before the bucket lock", Applies.ALL, StorageFacts::f29),
                Check.of("F34", "the table of update results", Applies.ALL, StorageFacts::f34),
                Check.of("F36", "the last delete detaches the storage", Applies.ALL, StorageFacts::f36)));
        all.addAll(BusyFacts.checks());
        all.addAll(ReplaceFacts.checks());
        all.addAll(NofailFacts.checks());
        all.sort(Comparator.comparingInt(check -> Integer.parseInt(check.id().substring(1))));
        return all;
    }

    private static void f25(StorageBackend backend) {
        for (int[] pair : BUCKETS) {
            StorageBench.check(
                    backend,
                    pair[0],
                    bench -> Expect.equal(bench.map().bucketCount(), pair[1], "buckets on " + pair[0] + " CPUs"));
        }
        boolean ofElement = Capabilities.of(backend).counter();
        Watched watched = new Watched(backend);
        StorageBench.check(watched, 8, bench -> {
            StorageMap map = bench.map();
            Owner replaced = bench.owner(OwnerKind.TASK);
            Set<SpinLock> ofOne = bucketsUsed(bench, watched, cpu -> {
                for (int i = 0; i < 16; i++) {
                    bench.storage().update(cpu, replaced, map, i, UpdateFlags.ANY, SYSCALL);
                }
            });
            Expect.equal(ofOne.size() > 1, ofElement, "the bucket changes with the element, not with the owner");
            Set<SpinLock> ofMany = bucketsUsed(bench, watched, cpu -> {
                for (int i = 0; i < 16; i++) {
                    bench.create(cpu, bench.owner(OwnerKind.TASK), map, i);
                }
            });
            Expect.that(ofMany.size() > 1, "owners are spread over buckets");
        });
    }

    private static Set<SpinLock> bucketsUsed(StorageBench bench, Watched watched, Consumer<Cpu> operations) {
        Set<SpinLock> used = new HashSet<>();
        List<SpinLock> locks = watched.bucketLocks();
        Task task = bench.spawn(0, operations);
        bench.runUntil(task, () -> {
            Watched.held(locks).forEach(used::add);
            return bench.schedule().ended(task);
        });
        return used;
    }

    private static void f26(StorageBackend backend) {
        StorageBench.check(backend, 1, bench -> {
            List<StorageMap> maps = new ArrayList<>();
            for (int i = 0; i < CACHE_SLOTS + 2; i++) {
                maps.add(bench.map());
                Expect.equal(maps.get(i).slot(), i % CACHE_SLOTS, "slot of map " + i);
            }
            bench.on(0, cpu -> bench.storage().freeMap(cpu, maps.get(5)));
            Expect.equal(bench.map().slot(), 5, "slot of a map created after map 5 was freed");
            Expect.equal(bench.map().slot(), 2, "slot of the next, the first that only one map uses");
        });
    }

    private static void f27(StorageBackend backend) {
        StorageBench.check(
                backend,
                1,
                bench -> bench.on(0, cpu -> {
                    Owner owner = bench.owner(OwnerKind.TASK);
                    List<StorageMap> maps = new ArrayList<>();
                    for (int i = 0; i <= CACHE_SLOTS; i++) {
                        maps.add(bench.map());
                        bench.create(cpu, owner, maps.get(i), i);
                    }
                    for (int i = 0; i < CACHE_SLOTS; i++) {
                        expectLookup(bench, cpu, owner, maps.get(i), i, 1);
                    }
                    for (int i = 0; i < CACHE_SLOTS; i++) {
                        expectLookup(bench, cpu, owner, maps.get(i), i, 0);
                    }
                    expectLookup(bench, cpu, owner, maps.get(CACHE_SLOTS), CACHE_SLOTS, 1);
                    expectLookup(bench, cpu, owner, maps.get(CACHE_SLOTS), CACHE_SLOTS, 0);
                    expectLookup(bench, cpu, owner, maps.get(0), 0, 1);
                    expectLookup(bench, cpu, owner, maps.get(1), 1, 0);
                    bench.storage().delete(cpu, owner, maps.get(CACHE_SLOTS), SYSCALL);
                    expectLookup(bench, cpu, owner, maps.get(CACHE_SLOTS), StorageBench.ABSENT, 0);
                    bench.storage().delete(cpu, owner, maps.get(1), SYSCALL);
                    expectLookup(bench, cpu, owner, maps.get(1), StorageBench.ABSENT, 0);
                }));
    }

    private static void expectLookup(StorageBench bench, Cpu cpu, Owner owner, StorageMap map, long value, long locks) {
        long before = StorageBench.locksTaken(cpu);
        Expect.equal(bench.value(cpu, owner, map), value, "value in a map of slot " + map.slot());
        Expect.equal(StorageBench.locksTaken(cpu) - before, locks, "locks taken by the lookup of value " + value);
    }

    private static void f28(StorageBackend backend) {
        boolean refuses = !Capabilities.of(backend).counter();
        StorageBench.check(
                backend,
                1,
                bench -> bench.on(0, cpu -> {
                    Owner owner = bench.owner(OwnerKind.TASK);
                    StorageMap map = bench.map();
                    bench.create(cpu, owner, map, 5);
                    bench.inside(
                            cpu,
                            TracePoint.LOCKED,
                            owner,
                            bench.map(),
                            in -> Expect.equal(
                                    bench.value(in, owner, map, CallerClass.PROGRAM),
                                    5L,
                                    "value while the lock is held"));
                    // Whether refused the lock or, with a counter, not entitled to it: nothing was published.
                    expectLookup(bench, cpu, owner, map, 5, 1);
                    expectLookup(bench, cpu, owner, map, 5, 0);
                    if (refuses) {
                        bench.storage().update(cpu, owner, map, 6, UpdateFlags.ANY, SYSCALL);
                        bench.inside(
                                cpu,
                                TracePoint.LOCKED,
                                owner,
                                bench.map(),
                                in -> expectLookup(bench, in, owner, map, 6, 1));
                    }
                }));
    }

    private static void f29(StorageBackend backend) {
        Watched watched = new Watched(backend);
        StorageBench.check(watched, 1, bench -> {
            Task task = bench.spawn(0, cpu -> everyOperation(bench, cpu));
            boolean[] nested = new boolean[1];
            boolean[] before = new boolean[2];
            bench.runUntil(task, () -> {
                boolean storageLock =
                        Watched.held(watched.storageLocks()).findAny().isPresent();
                boolean bucketLock =
                        Watched.held(watched.bucketLocks()).findAny().isPresent();
                Expect.that(!storageLock || before[0] || !before[1], "no storage lock is taken below a bucket lock");
                nested[0] |= storageLock && bucketLock;
                before[0] = storageLock;
                before[1] = bucketLock;
                return bench.schedule().ended(task);
            });
            Expect.that(nested[0], "some operation takes a bucket lock below the storage lock");
        });
    }

    private static void everyOperation(StorageBench bench, Cpu cpu) {
        LocalStorage storage = bench.storage();
        StorageMap first = bench.map();
        StorageMap second = bench.map(Long.BYTES, true, element -> {});
        for (OwnerKind kind : OwnerKind.values()) {
            Owner owner = bench.owner(kind);
            bench.create(cpu, owner, first, 1);
            bench.create(cpu, owner, second, 1);
            bench.value(cpu, owner, first);
            storage.update(cpu, owner, first, 2, UpdateFlags.ANY, SYSCALL);
            storage.update(cpu, owner, second, 2, UpdateFlags.LOCK, SYSCALL);
            storage.delete(cpu, owner, first, SYSCALL);
            storage.delete(cpu, owner, second, SYSCALL);
            bench.create(cpu, owner, first, 1);
            bench.create(cpu, owner, second, 1);
        }
        storage.freeMap(cpu, first);
        Owner leaving = bench.owner(OwnerKind.SOCKET);
        bench.create(cpu, leaving, second, 1);
        storage.destroy(cpu, leaving);
    }

    private static void f34(StorageBackend backend) {
        StorageBench.check(
                backend,
                1,
                bench -> bench.on(0, cpu -> {
                    Owner owner = bench.owner(OwnerKind.TASK);
                    StorageMap plain = bench.map();
                    StorageMap locked = bench.map(Long.BYTES, true, element -> {});
                    for (StorageMap map : List.of(plain, locked)) {
                        expectUpdate(bench, cpu, owner, map, UpdateFlags.EXIST, Errno.ENOENT);
                        expectUpdate(bench, cpu, owner, map, UpdateFlags.NOEXIST, Errno.OK);
                        expectUpdate(bench, cpu, owner, map, UpdateFlags.NOEXIST, Errno.EEXIST);
                        expectUpdate(bench, cpu, owner, map, UpdateFlags.EXIST, Errno.OK);
                        expectUpdate(bench, cpu, owner, map, UpdateFlags.ANY, Errno.OK);
                        for (int wrong : new int[] {3, 8, 16, -1, UpdateFlags.LOCK | 3}) {
                            expectUpdate(bench, cpu, owner, map, wrong, Errno.EINVAL);
                        }
                    }
                    expectUpdate(bench, cpu, owner, plain, UpdateFlags.LOCK, Errno.EINVAL);
                    Element present = bench.create(cpu, owner, locked, 0);
                    expectUpdate(bench, cpu, owner, locked, UpdateFlags.LOCK, Errno.OK);
                    expectUpdate(bench, cpu, owner, locked, UpdateFlags.LOCK | UpdateFlags.EXIST, Errno.OK);
                    expectUpdate(bench, cpu, owner, locked, UpdateFlags.LOCK | UpdateFlags.NOEXIST, Errno.EEXIST);
                    Expect.that(bench.create(cpu, owner, locked, 0) == present, "a locked copy replaces in place");
                    bench.storage().delete(cpu, owner, locked, SYSCALL);
                    expectUpdate(bench, cpu, owner, locked, UpdateFlags.LOCK | UpdateFlags.EXIST, Errno.ENOENT);
                    expectUpdate(bench, cpu, owner, locked, UpdateFlags.LOCK, Errno.OK);
                }));
        List<Integer> numbers =
                List.of(Errno.EEXIST.number(), Errno.ENOENT.number(), Errno.EINVAL.number(), Errno.EAGAIN.number());
        Expect.equal(numbers, List.of(17, 2, 22, 11), "numbers of EEXIST, ENOENT, EINVAL, EAGAIN");
        Set<Errno> publishing = EnumSet.noneOf(Errno.class);
        for (long steps = 1; RaceScenarios.createBoth(backend, steps, publishing); steps++) {}
        Expect.that(publishing.contains(Errno.EAGAIN), "a lost race to publish is EAGAIN");
        Set<Errno> emptied = EnumSet.noneOf(Errno.class);
        for (long steps = 1; RaceScenarios.updateAgainstDelete(backend, steps, emptied); steps++) {}
        Expect.that(emptied.contains(Errno.EAGAIN), "a list emptied meanwhile is EAGAIN");
    }

    /** Updates to a value that no other update writes, and looks whether it is there exactly if it should be. */
    private static void expectUpdate(
            StorageBench bench, Cpu cpu, Owner owner, StorageMap map, int flags, Errno expected) {
        long before = bench.value(cpu, owner, map);
        long value = before + 100;
        Errno errno = bench.storage().update(cpu, owner, map, value, flags, SYSCALL);
        Expect.equal(errno, expected, "update with flags " + flags + " over value " + before);
        Expect.equal(bench.value(cpu, owner, map), errno == Errno.OK ? value : before, "value after flags " + flags);
    }

    private static void f36(StorageBackend backend) {
        StorageBench.check(
                backend,
                1,
                bench -> bench.on(0, cpu -> {
                    LocalStorage storage = bench.storage();
                    Owner owner = bench.owner(OwnerKind.SOCKET);
                    StorageMap map = bench.map();
                    StorageMap other = bench.map();
                    for (int round = 1; round <= 2; round++) {
                        bench.create(cpu, owner, map, 1);
                        bench.create(cpu, owner, other, 1);
                        Expect.equal(storage.storageLedger().allocated(), (long) round, "storages allocated");
                        Expect.equal(storage.delete(cpu, owner, map, SYSCALL), Errno.OK, "first delete");
                        Expect.that(owner.hasStorage(), "with a value left the storage stays");
                        Expect.equal(storage.delete(cpu, owner, other, SYSCALL), Errno.OK, "last delete");
                        Expect.that(!owner.hasStorage(), "the last value takes the storage along");
                        Expect.equal(
                                storage.storageLedger().retired(), (long) round, "storages handed over to be freed");
                    }
                }));
        boolean within = true;
        for (long steps = 1; within; steps++) {
            within = RaceScenarios.deleteBoth(backend, steps);
        }
    }
}
