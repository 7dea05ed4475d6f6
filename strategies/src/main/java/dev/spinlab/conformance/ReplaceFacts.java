package dev.spinlab.conformance;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.Task;
import dev.spinlab.reclaim.Ledger;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.TracePoint;
import dev.spinlab.storage.UpdateFlags;
import java.util.ArrayList;
import java.util.List;

/** Statements 33, 35 and 40: what a refusal leaves behind, and what a reader sees of a replacement. */
final class ReplaceFacts {
    private static final CallerClass PROGRAM = CallerClass.PROGRAM;
    private static final CallerClass SYSCALL = CallerClass.SYSCALL;

    private ReplaceFacts() {}

    static List<Check> checks() {
        return List.of(
                Check.of("F33", "what a lock refuses changes nothing", Applies.RESILIENT, ReplaceFacts::f33),
                Check.of("F35", "a reader finds the old value or the new one", Applies.ALL, ReplaceFacts::f35)
                        .remark("for the readers that interrupt the replacement, and for those on another CPU where the"
                                + " owner has one value. On another CPU a reader that has passed the head of a list of several"
                                + " can miss both, as in the kernel"),
                Check.of(
                        "F40",
                        "a delete in an NMI is refused without any lock",
                        Applies.NO_NMI_DELETE,
                        ReplaceFacts::f40));
    }

    private static void f33(StorageBackend backend) {
        for (boolean elsewhere : new boolean[] {false, true}) {
            refuse(backend, elsewhere, false);
            refuse(backend, elsewhere, true);
        }
    }

    /** Holds the storage lock or all bucket locks, below the operations on the same CPU or on another. */
    private static void refuse(StorageBackend backend, boolean elsewhere, boolean buckets) {
        Watched watched = new Watched(backend);
        StorageBench.check(watched, 2, bench -> {
            Owner owner = bench.owner(OwnerKind.SOCKET);
            Owner without = bench.owner(OwnerKind.SOCKET);
            StorageMap present = bench.map();
            StorageMap absent = bench.map();
            bench.on(0, cpu -> bench.create(cpu, owner, present, 1));
            long charged = owner.charged();
            List<SpinLock> locks = buckets ? watched.bucketLocks() : watched.storageLocks();
            int number = elsewhere ? 110 : 35;
            Task holder = bench.spawn(1, cpu -> Watched.holding(cpu, locks, cpu::step));
            if (elsewhere) {
                bench.runUntil(holder, () -> Watched.held(locks).count() == locks.size());
                bench.on(0, cpu -> expectRefusals(bench, cpu, owner, present, absent, number));
                bench.on(0, cpu -> expectFirst(bench, cpu, without, present, buckets ? number : 0));
            } else {
                bench.on(
                        0,
                        cpu -> Watched.holding(cpu, locks, () -> {
                            expectRefusals(bench, cpu, owner, present, absent, number);
                            expectFirst(bench, cpu, without, present, buckets ? number : 0);
                        }));
            }
            bench.finish(holder);
            Expect.equal(owner.charged(), charged, "bytes charged after a refusal");
            Expect.equal(without.hasStorage(), !buckets, "an owner that got nothing has no storage");
            Expect.equal(without.charged() != 0, !buckets, "an owner that got nothing is not charged");
            bench.on(0, cpu -> {
                Expect.equal(bench.value(cpu, owner, present), 1L, "value after refusals");
                Expect.equal(bench.value(cpu, owner, absent), StorageBench.ABSENT, "value that was refused");
                Expect.equal(bench.storage().audit(cpu).leaked(), 0L, "elements that buckets hold wrongly or lack");
            });
        });
    }

    private static void expectRefusals(
            StorageBench bench, Cpu cpu, Owner owner, StorageMap present, StorageMap absent, int number) {
        LocalStorage storage = bench.storage();
        expectNumber(storage.update(cpu, owner, present, 2, UpdateFlags.ANY, SYSCALL), number, "replace");
        expectNumber(storage.update(cpu, owner, absent, 2, UpdateFlags.ANY, SYSCALL), number, "add");
        expectNumber(storage.delete(cpu, owner, present, SYSCALL), number, "delete");
    }

    private static void expectFirst(StorageBench bench, Cpu cpu, Owner owner, StorageMap map, int number) {
        Errno errno = bench.storage().update(cpu, owner, map, 2, UpdateFlags.ANY, SYSCALL);
        expectNumber(errno, number, "first value of another owner");
    }

    private static void expectNumber(Errno errno, int number, String what) {
        Expect.equal(errno.number(), number, "result of " + what + " against a held lock");
    }

    private static void f35(StorageBackend backend) {
        StorageBench.check(
                backend,
                1,
                bench -> Expect.equal(
                        statesSeen(bench, false).stream()
                                .map(state -> state.substring(2))
                                .distinct()
                                .toList(),
                        List.of("old", "new"),
                        "values found at each step"));
        StorageBench.check(
                backend,
                1,
                bench -> Expect.equal(
                        statesSeen(bench, true),
                        List.of("1 old", "2 old", "2 new", "1 new"),
                        "elements in buckets and value found, from where the storage lock is held"));
        int places = 0;
        while (readerElsewhere(backend, places + 1)) {
            places++;
        }
        Expect.that(places > 10, "the replacement was stopped at many steps, not at " + places);
    }

    /**
     * Replaces a value with an NMI at each step that looks it up, and returns what the NMIs found, repetitions left out.
     *
     * @param fromLock whether to look only once the replacement holds the storage lock: before, a reader that takes it for a
     *     moment puts the old value into the cache, where others then find it
     */
    private static List<String> statesSeen(StorageBench bench, boolean fromLock) {
        LocalStorage storage = bench.storage();
        Owner owner = bench.owner(OwnerKind.TASK);
        StorageMap map = bench.map();
        bench.on(0, cpu -> bench.create(cpu, owner, map, 1));
        boolean[] looking = {!fromLock};
        storage.trace((cpu, point, of, in) -> looking[0] |= point == TracePoint.LOCKED);
        long[] newest = {1};
        List<String> seen = new ArrayList<>();
        bench.onInterrupt((cpu, level) -> {
            if (looking[0]) {
                long value = bench.value(cpu, owner, map, PROGRAM);
                Expect.between(value, newest[0], 2, "value found, at least as new as the one found before");
                newest[0] = value;
                Ledger elements = storage.elementLedger();
                long unlinked = elements.unpublished()
                        + elements.retired()
                        + storage.audit(cpu).leaked();
                String state = (elements.allocated() - unlinked) + (value == 1 ? " old" : " new");
                if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(state)) {
                    seen.add(state);
                }
            }
        });
        Task writer = bench.spawn(
                0,
                cpu -> Expect.equal(
                        storage.update(cpu, owner, map, 2, UpdateFlags.EXIST, PROGRAM), Errno.OK, "the replacement"));
        bench.interruptEvery(writer, ContextLevel.NMI, 1, 1);
        return seen;
    }

    /** A reader on another CPU; returns whether the replacement was still under way. */
    private static boolean readerElsewhere(StorageBackend backend, long steps) {
        boolean[] within = new boolean[1];
        StorageBench.check(backend, 2, bench -> {
            Owner owner = bench.owner(OwnerKind.TASK);
            StorageMap map = bench.map();
            bench.on(0, cpu -> bench.create(cpu, owner, map, 1));
            long[] found = new long[1];
            Task writer = bench.spawn(0, cpu -> bench.storage().update(cpu, owner, map, 2, UpdateFlags.EXIST, SYSCALL));
            Task reader = bench.spawn(1, cpu -> found[0] = bench.value(cpu, owner, map));
            within[0] = bench.race(writer, steps, reader);
            Expect.between(found[0], 1, 2, "value found on another CPU");
        });
        return within[0];
    }

    private static void f40(StorageBackend backend) {
        StorageBench.check(backend, 1, bench -> {
            LocalStorage storage = bench.storage();
            Owner owner = bench.owner(OwnerKind.TASK);
            StorageMap kept = bench.map();
            StorageMap other = bench.map();
            bench.on(0, cpu -> bench.create(cpu, owner, kept, 1));
            int[] handled = new int[1];
            bench.onInterrupt((cpu, level) -> {
                long before = StorageBench.locksTaken(cpu);
                Errno errno = storage.delete(cpu, owner, kept, PROGRAM);
                Expect.equal(errno.number(), 95, "result of a delete in an NMI");
                Expect.equal(StorageBench.locksTaken(cpu), before, "locks taken or waited for in NMIs");
                handled[0]++;
            });
            Task task = bench.spawn(0, cpu -> {
                bench.programCreates(cpu, owner, other);
                storage.update(cpu, owner, other, 2, UpdateFlags.ANY, PROGRAM);
                storage.delete(cpu, owner, other, PROGRAM);
            });
            bench.interruptEvery(task, ContextLevel.NMI, 1, 1);
            Expect.that(handled[0] > 30, "NMIs came at many steps, not at " + handled[0]);
            bench.on(0, cpu -> Expect.equal(bench.value(cpu, owner, kept), 1L, "value after refused deletes"));
        });
    }
}
