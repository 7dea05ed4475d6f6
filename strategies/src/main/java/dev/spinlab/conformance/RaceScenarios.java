package dev.spinlab.conformance;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.Task;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.TracePoint;
import dev.spinlab.storage.UpdateFlags;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The scenarios in which two CPUs meet at one storage. */
final class RaceScenarios {
    private static final CallerClass SYSCALL = CallerClass.SYSCALL;

    private RaceScenarios() {}

    static List<Check> checks() {
        return List.of(
                Check.of("S10", "a system call while a program is inside", Applies.ALL, RaceScenarios::s10)
                        .remark(
                                "a program that holds a lock cannot be preempted, so the wait for one is shown with the program"
                                        + " on another CPU"),
                Check.of("S14", "a lookup whose cache insert cannot have the lock", Applies.ALL, RaceScenarios::s14),
                Check.of("S16", "two threads create the first storage of an owner", Applies.ALL, RaceScenarios::s16),
                Check.of("S17", "an update races with the delete of the last value", Applies.ALL, RaceScenarios::s17),
                Check.of("S18", "owner exit and map free race for one value", Applies.ALL, RaceScenarios::s18));
    }

    private static void s10(StorageBackend backend) {
        StorageBench.check(backend, 1, bench -> {
            Scene scene = new Scene(bench);
            Task program = bench.spawn(0, scene::programUpdates);
            Task call = bench.spawn(0, scene::callUpdatesAndDeletes);
            bench.runTo(program, TracePoint.UPDATE);
            bench.preempt(program, call);
            Expect.that(!bench.schedule().ended(program), "the program is still inside");
            bench.finish(program);
            Expect.equal(scene.results, List.of(Errno.OK, Errno.OK), "update and delete of the system call");
        });
        StorageBench.check(backend, 2, bench -> {
            Scene scene = new Scene(bench);
            Task program = bench.spawn(1, scene::programUpdates);
            Task call = bench.spawn(0, scene::callUpdatesAndDeletes);
            bench.runTo(program, TracePoint.LOCKED);
            Expect.that(!bench.tryFinish(call), "the system call waits while the lock is held");
            bench.finish(program, call);
            Expect.equal(scene.results, List.of(Errno.OK, Errno.OK), "update and delete after the wait");
        });
        if (Capabilities.of(backend).resilientLocks()) {
            StorageBench.check(backend, 2, bench -> {
                Scene scene = new Scene(bench);
                Task program = bench.spawn(1, scene::programUpdates);
                bench.runTo(program, TracePoint.LOCKED);
                bench.on(0, scene::callUpdatesAndDeletes);
                bench.finish(program);
                Expect.equal(
                        scene.results,
                        List.of(Errno.ETIMEDOUT, Errno.ETIMEDOUT),
                        "update and delete while the lock is held for too long");
                bench.on(0, cpu -> Expect.equal(bench.value(cpu, scene.owner, scene.map), 1L, "value after refusals"));
            });
        }
    }

    /** An owner with a value in one map; a program works on another one. */
    private static final class Scene {
        final Owner owner;
        final StorageMap map;
        final List<Errno> results = new ArrayList<>();
        private final StorageMap programsMap;
        private final LocalStorage storage;

        Scene(StorageBench bench) {
            storage = bench.storage();
            owner = bench.owner(OwnerKind.TASK);
            map = bench.map();
            programsMap = bench.map();
            bench.on(0, cpu -> bench.create(cpu, owner, map, 1));
        }

        void programUpdates(Cpu cpu) {
            Errno errno = storage.update(cpu, owner, programsMap, 2, UpdateFlags.ANY, CallerClass.PROGRAM);
            Expect.equal(errno, Errno.OK, "the program's own update");
        }

        void callUpdatesAndDeletes(Cpu cpu) {
            results.add(storage.update(cpu, owner, map, 3, UpdateFlags.EXIST, SYSCALL));
            results.add(storage.delete(cpu, owner, map, SYSCALL));
        }
    }

    private static void s14(StorageBackend backend) {
        boolean refuses = Capabilities.of(backend).resilientLocks();
        StorageBench.check(backend, 2, bench -> {
            Scene scene = new Scene(bench);
            long[] found = new long[1];
            Task program = bench.spawn(1, scene::programUpdates);
            Task reader = bench.spawn(0, cpu -> found[0] = bench.value(cpu, scene.owner, scene.map));
            bench.runTo(program, TracePoint.LOCKED);
            Expect.that(!bench.tryFinish(reader), "the lookup waits for the lock at first");
            if (refuses) {
                bench.finish(reader);
            }
            bench.finish(program, reader);
            Expect.equal(found[0], 1L, "value found");
            bench.on(0, cpu -> {
                long before = StorageBench.locksTaken(cpu);
                bench.value(cpu, scene.owner, scene.map);
                Expect.equal(StorageBench.locksTaken(cpu) - before, refuses ? 1L : 0L, "locks of the next lookup");
                bench.value(cpu, scene.owner, scene.map);
                Expect.equal(StorageBench.locksTaken(cpu) - before, refuses ? 1L : 0L, "locks of two more lookups");
            });
        });
    }

    private static void s16(StorageBackend backend) {
        Set<Errno> seen = EnumSet.noneOf(Errno.class);
        boolean within = true;
        for (long steps = 1; within; steps++) {
            within = createBoth(backend, steps, seen);
        }
        Expect.that(seen.contains(Errno.EAGAIN), "at some step the race is lost");
    }

    /** Two CPUs create the first value of an owner, each in a map of its own, one of them stopped on its way. */
    static boolean createBoth(StorageBackend backend, long steps, Set<Errno> seen) {
        boolean[] within = new boolean[1];
        StorageBench.check(backend, 2, bench -> {
            Owner owner = bench.owner(OwnerKind.SOCKET);
            StorageMap[] maps = {bench.map(), bench.map()};
            Errno[] results = new Errno[2];
            Task[] tasks = new Task[2];
            for (int i = 0; i < 2; i++) {
                int which = i;
                tasks[i] = bench.spawn(
                        i,
                        cpu -> results[which] =
                                bench.storage().update(cpu, owner, maps[which], which, UpdateFlags.NOEXIST, SYSCALL));
            }
            within[0] = bench.race(tasks[0], steps, tasks[1]);
            int won = 0;
            for (int i = 0; i < 2; i++) {
                seen.add(results[i]);
                boolean ok = results[i] == Errno.OK;
                won += ok ? 1 : 0;
                Expect.that(ok || results[i] == Errno.EAGAIN, "0 or EAGAIN, not " + results[i]);
                int which = i;
                bench.on(
                        0,
                        cpu -> Expect.equal(
                                bench.value(cpu, owner, maps[which]),
                                ok ? which : StorageBench.ABSENT,
                                "value of task " + which));
            }
            Expect.that(won > 0, "not both lose");
        });
        return within[0];
    }

    private static void s17(StorageBackend backend) {
        Set<Errno> seen = EnumSet.noneOf(Errno.class);
        boolean within = true;
        for (long steps = 1; within; steps++) {
            within = updateAgainstDelete(backend, steps, seen);
        }
        Expect.equal(seen, EnumSet.of(Errno.OK, Errno.EAGAIN), "results of the update, at whatever step");
    }

    /** One CPU adds a second value, stopped on its way; another one deletes the first. */
    static boolean updateAgainstDelete(StorageBackend backend, long steps, Set<Errno> seen) {
        boolean[] within = new boolean[1];
        StorageBench.check(backend, 2, bench -> {
            Owner owner = bench.owner(OwnerKind.SOCKET);
            StorageMap last = bench.map();
            StorageMap added = bench.map();
            bench.on(0, cpu -> bench.create(cpu, owner, last, 1));
            Errno[] results = new Errno[2];
            Task update = bench.spawn(
                    0, cpu -> results[0] = bench.storage().update(cpu, owner, added, 2, UpdateFlags.ANY, SYSCALL));
            Task delete = bench.spawn(1, cpu -> results[1] = bench.storage().delete(cpu, owner, last, SYSCALL));
            within[0] = bench.race(update, steps, delete);
            seen.add(results[0]);
            Expect.equal(results[1], Errno.OK, "the delete");
            long expected = results[0] == Errno.OK ? 2 : StorageBench.ABSENT;
            bench.on(1, cpu -> Expect.equal(bench.value(cpu, owner, added), expected, "value added"));
        });
        return within[0];
    }

    /** Two CPUs delete the only value of an owner, one of them stopped on its way: it is unlinked and freed once. */
    static boolean deleteBoth(StorageBackend backend, long steps) {
        boolean[] within = new boolean[1];
        StorageBench.check(backend, 2, bench -> {
            Owner owner = bench.owner(OwnerKind.SOCKET);
            StorageMap map = bench.map();
            bench.on(0, cpu -> bench.create(cpu, owner, map, 1));
            Errno[] results = new Errno[2];
            Task[] tasks = new Task[2];
            for (int i = 0; i < 2; i++) {
                int which = i;
                tasks[i] =
                        bench.spawn(i, cpu -> results[which] = bench.storage().delete(cpu, owner, map, SYSCALL));
            }
            within[0] = bench.race(tasks[0], steps, tasks[1]);
            Set<Errno> seen = EnumSet.copyOf(List.of(results));
            Expect.that(seen.contains(Errno.OK), "one of the deletes succeeds, not " + seen);
            seen.removeAll(EnumSet.of(Errno.OK, Errno.ENOENT));
            Expect.equal(seen, EnumSet.noneOf(Errno.class), "other results");
            Expect.that(!owner.hasStorage(), "the value took the storage along");
        });
        return within[0];
    }

    private static void s18(StorageBackend backend) {
        int places = 0;
        while (exitAgainstFree(backend, places, 0)) {
            places++;
        }
        Expect.that(places > 10, "map free was stopped at many steps, not at " + places);
        places = 1;
        while (exitAgainstFree(backend, 0, places)) {
            places++;
        }
        Expect.that(places > 10, "owner exit was stopped at many steps, not at " + places);
    }

    /**
     * Stops map free so many steps after it has come to its only value, and has the owner exit. If the owner is to be stopped
     * too, map free goes on first.
     *
     * @return whether both were still at it where they were stopped
     */
    private static boolean exitAgainstFree(StorageBackend backend, long freeSteps, long exitSteps) {
        boolean[] within = new boolean[1];
        StorageBench.check(backend, 2, bench -> {
            LocalStorage storage = bench.storage();
            Owner owner = bench.owner(OwnerKind.SOCKET);
            int[] destroyed = new int[1];
            StorageMap map = bench.map(Long.BYTES, false, element -> destroyed[0]++);
            bench.on(0, cpu -> bench.create(cpu, owner, map, 1));
            Task free = bench.spawn(1, cpu -> storage.freeMap(cpu, map));
            Task exit = bench.spawn(0, cpu -> storage.destroy(cpu, owner));
            bench.runUntil(free, () -> free.inRcuSection());
            bench.schedule().run(free, freeSteps);
            within[0] = free.inRcuSection();
            bench.schedule().run(exit, exitSteps);
            within[0] &= !bench.schedule().ended(exit);
            if (exitSteps > 0) {
                bench.tryFinish(free);
            } else {
                bench.tryFinish(exit);
            }
            bench.finish(free, exit);
            Expect.equal(storage.elementLedger().retired(), 1L, "elements handed over to be freed");
            Expect.equal(owner.charged(), 0L, "bytes charged to an owner that has gone");
            bench.on(0, storage::quiesce);
            Expect.equal(destroyed[0], 1, "times the special fields were destroyed");
            Expect.that(map.freed(), "the map is freed");
        });
        return within[0];
    }
}
