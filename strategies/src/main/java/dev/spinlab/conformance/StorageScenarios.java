package dev.spinlab.conformance;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.guard.PerCpuCounterGuard;
import dev.spinlab.guard.RecursionGuard;
import dev.spinlab.machine.ContextLevel;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Scenarios S1 to S18 of kernel-facts 4.5: the storage under test programs. */
final class StorageScenarios {
    private static final CallerClass PROGRAM = CallerClass.PROGRAM;
    private static final int CALLS = 3;

    /** Steps between two preemptions where many tasks share a CPU: less than a lookup takes, and not a divisor of its five. */
    private static final long SLICE_STEPS = 3;

    private StorageScenarios() {}

    static List<Check> checks() {
        List<Check> all = new ArrayList<>(List.of(
                Check.of("S1", "two programs count a task's system calls", Applies.ALL, StorageScenarios::s01),
                Check.of("S2", "nothing is created on a task that exits", Applies.ALL, StorageScenarios::s02),
                Check.of("S4", "32 threads on one CPU create and delete", Applies.ALL, StorageScenarios::s04)
                        .remark("three rounds with a preemption each " + SLICE_STEPS
                                + " steps instead of a second of sockets; recursion_misses is not counted, since the LSM"
                                + " program, which nothing re-enters here, has no such count in the model"),
                Check.of("S5", "256 threads on one CPU look up", Applies.COUNTER, StorageScenarios::s05)
                        .remark("8 lookups each instead of 8192, with a preemption each " + SLICE_STEPS
                                + " steps; the counter is read from outside"),
                Check.of("S6", "two tasks on one CPU create without nesting", Applies.ALL, StorageScenarios::s06)));
        all.addAll(RecursionScenarios.checks());
        all.addAll(NmiScenarios.checks());
        all.addAll(RaceScenarios.checks());
        all.sort(Comparator.comparingInt(check -> Integer.parseInt(check.id().substring(1))));
        return all;
    }

    private static void s01(StorageBackend backend) {
        StorageBench.check(backend, 1, bench -> {
            StorageMap map = bench.map();
            SyscallCount first = new SyscallCount(bench, map);
            SyscallCount second = new SyscallCount(bench, map);
            for (int call = 0; call < CALLS; call++) {
                bench.on(0, first::call);
                bench.on(0, second::call);
            }
            for (SyscallCount task : List.of(first, second)) {
                Expect.equal(task.entered, CALLS, "calls counted on entry");
                Expect.equal(task.left, CALLS, "calls counted on exit");
                Expect.equal(task.mismatches, 0, "exits that found another number than the entry left");
            }
        });
    }

    /** One task of the test: the program on entry leaves its count in the task's value, the one on exit compares its own. */
    private static final class SyscallCount {
        private final StorageBench bench;
        private final StorageMap map;
        private final Owner task;
        int entered;
        int left;
        int mismatches;

        SyscallCount(StorageBench bench, StorageMap map) {
            this.bench = bench;
            this.map = map;
            task = bench.owner(OwnerKind.TASK);
        }

        void call(Cpu cpu) {
            bench.kernel().rcu().readLock(cpu);
            Element onEnter = bench.storage().getOrCreate(cpu, task, map, PROGRAM, 0);
            if (onEnter != null) {
                entered++;
                onEnter.setValue(cpu, entered);
            }
            bench.kernel().rcu().readUnlock(cpu);
            bench.kernel().rcu().readLock(cpu);
            Element onExit = bench.storage().getOrCreate(cpu, task, map, PROGRAM, 0);
            if (onExit != null) {
                left++;
                mismatches += onExit.value(cpu) == left ? 0 : 1;
            }
            bench.kernel().rcu().readUnlock(cpu);
        }
    }

    private static void s02(StorageBackend backend) {
        StorageBench.check(backend, 1, bench -> {
            StorageMap map = bench.map();
            StorageMap other = bench.map();
            for (boolean hadStorage : new boolean[] {false, true}) {
                Owner task = bench.owner(OwnerKind.TASK);
                int[] pointers = new int[2];
                bench.on(0, cpu -> {
                    if (hadStorage) {
                        bench.create(cpu, task, map, 1);
                    }
                    bench.storage().destroy(cpu, task);
                    for (StorageMap each : List.of(map, other)) {
                        boolean valid = bench.storage().getOrCreate(cpu, task, each, PROGRAM, 1) != null;
                        pointers[valid ? 1 : 0]++;
                        Expect.equal(cpu.context().errno(), Errno.EINVAL, "the reason for the null pointer");
                    }
                    bench.kernel().rcu().synchronize(cpu);
                });
                Expect.equal(pointers[1], 0, "valid_ptr");
                Expect.equal(pointers[0], 2, "null_ptr");
            }
        });
    }

    private static void s04(StorageBackend backend) {
        StorageBench.check(backend, 1, bench -> {
            int[] errors = new int[2];
            StorageMap map = bench.map();
            List<Task> threads = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                Owner task = bench.owner(OwnerKind.TASK);
                threads.add(bench.spawn(0, cpu -> sleepableProgram(bench, cpu, task, map, errors)));
            }
            long before = bench.cpu(0).contextSwitches();
            bench.preemptEvery(SLICE_STEPS, threads);
            Expect.that(bench.cpu(0).contextSwitches() - before > 100, "the threads preempted each other");
            Expect.equal(errors[0], 0, "nr_get_errs");
            Expect.equal(errors[1], 0, "nr_del_errs");
        });
    }

    /** The LSM program of the test: no tracing program, so it is not refused a busy CPU. */
    private static void sleepableProgram(StorageBench bench, Cpu cpu, Owner task, StorageMap map, int[] errors) {
        LocalStorage storage = bench.storage();
        for (int round = 0; round < 3; round++) {
            bench.kernel().tasksTrace().readLock(cpu);
            boolean got = storage.getOrCreate(cpu, task, map, CallerClass.SYSCALL, 1) != null;
            boolean deleted = storage.delete(cpu, task, map, CallerClass.SYSCALL) == Errno.OK;
            // Added up here, since another thread may run inside an operation.
            errors[0] += got ? 0 : 1;
            errors[1] += deleted ? 0 : 1;
            bench.kernel().tasksTrace().readUnlock(cpu);
        }
    }

    private static void s05(StorageBackend backend) {
        Watched watched = new Watched(backend);
        StorageBench.check(watched, 1, bench -> {
            StorageMap map = bench.map();
            Owner task = bench.owner(OwnerKind.TASK);
            bench.on(0, cpu -> bench.create(cpu, task, map, 1));
            int[] found = new int[1];
            int[] mostInside = new int[1];
            List<Task> threads = new ArrayList<>();
            for (int i = 0; i < 256; i++) {
                threads.add(bench.spawn(0, cpu -> {
                    for (int lookup = 0; lookup < 8; lookup++) {
                        mostInside[0] = Math.max(mostInside[0], busy(watched, cpu));
                        boolean hit = bench.value(cpu, task, map) == 1;
                        found[0] += hit ? 1 : 0;
                    }
                }));
            }
            bench.preemptEvery(SLICE_STEPS, threads);
            Expect.equal(found[0], 256 * 8, "lookups that found the value");
            Expect.that(mostInside[0] > 1, "several threads were inside at once");
            Expect.equal(busy(watched, bench.cpu(0)), 0, "busy counter once all have left");
        });
    }

    /** Returns how many are inside on {@code cpu}, over all counters. */
    static int busy(Watched watched, Cpu cpu) {
        int sum = 0;
        for (RecursionGuard guard : watched.guards()) {
            if (guard instanceof PerCpuCounterGuard counter) {
                sum += counter.busy(cpu);
            }
        }
        return sum;
    }

    private static void s06(StorageBackend backend) {
        boolean counter = Capabilities.of(backend).counter();
        StorageBench.check(backend, 1, bench -> {
            StorageMap map = bench.map();
            Owner[] owners = {bench.owner(OwnerKind.TASK), bench.owner(OwnerKind.TASK)};
            Errno[] results = new Errno[2];
            Task first = bench.spawn(0, cpu -> results[0] = bench.programCreates(cpu, owners[0], map));
            Task second = bench.spawn(0, cpu -> {
                Expect.equal(cpu.context().level(), ContextLevel.TASK, "level of a task that nests in nothing");
                results[1] = bench.programCreates(cpu, owners[1], map);
            });
            bench.runTo(first, TracePoint.UPDATE);
            bench.preempt(first, second);
            Expect.that(!bench.schedule().ended(first), "the first task is still inside");
            bench.finish(first);
            Expect.equal(results[0], Errno.OK, "create of the first task");
            Expect.equal(results[1], counter ? Errno.EBUSY : Errno.OK, "create of the second");
        });
    }
}
