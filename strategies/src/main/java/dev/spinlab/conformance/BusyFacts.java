package dev.spinlab.conformance;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.guard.RecursionGuard;
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

/** Statements 30 to 32: the busy counter, and what is otherwise without it. */
final class BusyFacts {
    private static final CallerClass PROGRAM = CallerClass.PROGRAM;
    private static final CallerClass SYSCALL = CallerClass.SYSCALL;

    private BusyFacts() {}

    static List<Check> checks() {
        return List.of(
                Check.of("F30", "the counter refuses who tries, never who insists", Applies.COUNTER, BusyFacts::f30),
                Check.of("F31", "who is refused what on a busy CPU", Applies.COUNTER, BusyFacts::f31),
                Check.of("F32", "two tasks that share a CPU without nesting", Applies.ALL, BusyFacts::f32));
    }

    private static void f30(StorageBackend backend) {
        Watched watched = new Watched(backend);
        StorageBench.check(watched, 2, bench -> {
            RecursionGuard guard = backend.config().guard().apply(bench.cpu(0).machine());
            bench.on(0, cpu -> {
                Expect.that(guard.tryEnter(cpu), "the first who tries comes in");
                Expect.that(!guard.tryEnter(cpu), "the second who tries does not");
                guard.enter(cpu);
                Expect.that(!guard.tryEnter(cpu), "nobody who tries comes in behind two");
                guard.exit(cpu);
                Expect.that(!guard.tryEnter(cpu), "nobody who tries comes in behind one");
                guard.exit(cpu);
                Expect.that(guard.tryEnter(cpu), "once all have left who tries comes in");
                guard.exit(cpu);
            });
            boolean[] inside = new boolean[1];
            Task first = bench.spawn(0, cpu -> {
                guard.enter(cpu);
                inside[0] = true;
                cpu.step();
                guard.exit(cpu);
            });
            bench.runUntil(first, () -> inside[0]);
            bench.on(1, cpu -> {
                Expect.that(guard.tryEnter(cpu), "each CPU has its own count");
                guard.exit(cpu);
            });
            bench.finish(first);
            crowd(bench);
            for (int cpu = 0; cpu < 2; cpu++) {
                Expect.equal(StorageScenarios.busy(watched, bench.cpu(cpu)), 0, "count of CPU " + cpu + " at the end");
            }
        });
    }

    /** Programs and system calls preempt each other on either CPU. */
    private static void crowd(StorageBench bench) {
        StorageMap map = bench.map();
        Set<Errno> programs = EnumSet.noneOf(Errno.class);
        Set<Errno> calls = EnumSet.noneOf(Errno.class);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Owner owner = bench.owner(OwnerKind.TASK);
            CallerClass caller = i % 4 < 2 ? PROGRAM : SYSCALL;
            Set<Errno> seen = caller == PROGRAM ? programs : calls;
            tasks.add(bench.spawn(i % 2, cpu -> {
                for (int round = 0; round < 5; round++) {
                    seen.add(bench.storage().update(cpu, owner, map, 1, UpdateFlags.ANY, caller));
                    seen.add(bench.storage().delete(cpu, owner, map, caller));
                }
            }));
        }
        bench.preemptEvery(7, tasks);
        Expect.that(programs.contains(Errno.EBUSY), "some program was refused");
        Expect.equal(calls, EnumSet.of(Errno.OK), "results of system calls");
    }

    private static void f31(StorageBackend backend) {
        StorageBench.check(
                backend,
                1,
                bench -> bench.on(0, cpu -> {
                    LocalStorage storage = bench.storage();
                    Owner owner = bench.owner(OwnerKind.TASK);
                    StorageMap present = bench.map();
                    StorageMap absent = bench.map();
                    StorageMap other = bench.map();
                    bench.create(cpu, owner, present, 5);
                    for (TracePoint point : new TracePoint[] {TracePoint.UPDATE, TracePoint.LOCKED}) {
                        bench.inside(cpu, point, owner, other, in -> {
                            Expect.equal(bench.value(in, owner, present, PROGRAM), 5L, "get of what exists");
                            Expect.equal(
                                    bench.programCreates(in, owner, present), Errno.OK, "get or create of what exists");
                            Expect.equal(bench.programCreates(in, owner, absent), Errno.EBUSY, "create");
                            Expect.equal(
                                    storage.delete(in, owner, absent, PROGRAM).number(), 2, "delete of what is absent");
                            Expect.equal(
                                    storage.delete(in, owner, present, PROGRAM).number(), 16, "delete of what exists");
                        });
                    }
                    Expect.equal(bench.value(cpu, owner, present), 5L, "value that was not to be deleted");
                    bench.inside(cpu, TracePoint.UPDATE, owner, other, in -> {
                        Expect.equal(bench.value(in, owner, present), 5L, "lookup of a system call");
                        Errno update = storage.update(in, owner, absent, 6, UpdateFlags.NOEXIST, SYSCALL);
                        Expect.equal(update, Errno.OK, "create of a system call");
                        Expect.equal(storage.delete(in, owner, absent, SYSCALL), Errno.OK, "delete of a system call");
                        Expect.equal(
                                storage.delete(in, owner, absent, SYSCALL), Errno.ENOENT, "delete of what is gone");
                    });
                }));
    }

    private static void f32(StorageBackend backend) {
        Set<Errno> preempted = EnumSet.noneOf(Errno.class);
        Set<Errno> preempting = EnumSet.noneOf(Errno.class);
        int places = 0;
        while (oneBesideTheOther(backend, places + 1, preempted, preempting)) {
            places++;
        }
        Expect.that(places > 20, "a task was preempted at many steps, not at " + places);
        Expect.equal(preempted, EnumSet.of(Errno.OK), "results of the task that was there first");
        boolean counter = Capabilities.of(backend).counter();
        Expect.equal(
                preempting,
                counter ? EnumSet.of(Errno.OK, Errno.EBUSY) : EnumSet.of(Errno.OK),
                "results of the task that came in between");
    }

    /** Returns whether the first task was not yet done when the second came. */
    private static boolean oneBesideTheOther(
            StorageBackend backend, long steps, Set<Errno> preempted, Set<Errno> preempting) {
        boolean[] within = new boolean[1];
        StorageBench.check(backend, 1, bench -> {
            StorageMap map = bench.map();
            Owner[] owners = {bench.owner(OwnerKind.TASK), bench.owner(OwnerKind.TASK)};
            bench.on(0, cpu -> bench.create(cpu, owners[1], map, 1));
            Task first = bench.spawn(0, cpu -> createAndDelete(bench, cpu, owners[0], map, preempted));
            Task second = bench.spawn(0, cpu -> {
                preempting.add(bench.storage().delete(cpu, owners[1], map, PROGRAM));
                createAndDelete(bench, cpu, bench.owner(OwnerKind.TASK), map, preempting);
            });
            bench.schedule().run(first, steps);
            within[0] = !bench.schedule().ended(first);
            if (within[0]) {
                bench.preempt(first, second);
            }
            bench.finish(first, second);
        });
        return within[0];
    }

    private static void createAndDelete(StorageBench bench, Cpu cpu, Owner owner, StorageMap map, Set<Errno> results) {
        Errno created = bench.programCreates(cpu, owner, map);
        results.add(created);
        if (created == Errno.OK) {
            results.add(bench.storage().delete(cpu, owner, map, PROGRAM));
        }
    }
}
