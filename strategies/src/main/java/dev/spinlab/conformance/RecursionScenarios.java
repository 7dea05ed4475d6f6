package dev.spinlab.conformance;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.TracePoint;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The scenarios in which an operation comes upon another one below it on the same CPU. */
final class RecursionScenarios {
    private static final CallerClass PROGRAM = CallerClass.PROGRAM;
    private static final TracePoint[] INSIDE = {TracePoint.LOCKED, TracePoint.UPDATE};

    /** Steps between two interrupts; at every step they would keep a lock-less push from ever coming to its end. */
    private static final long GAP = 7;

    private static final long MILLI = 1_000_000;

    private RecursionScenarios() {}

    static List<Check> checks() {
        return List.of(
                Check.of("S3", "a program attached to updates recurses into them", Applies.ALL, RecursionScenarios::s03)
                        .remark(
                                "on_lookup is left out: the kernel inlines lookups into programs, so it never fires there"
                                        + " either. After counts EDEADLK and ETIMEDOUT as delete errors too"),
                Check.of("S7", "a busy CPU still finds an existing value", Applies.ALL, RecursionScenarios::s07),
                Check.of(
                        "S8", "deleting an absent value on a busy CPU is ENOENT", Applies.ALL, RecursionScenarios::s08),
                Check.of("S9", "deleting a present value on a busy CPU", Applies.ALL, RecursionScenarios::s09),
                Check.of("S11", "creating inside creating on the same storage", Applies.ALL, RecursionScenarios::s11),
                Check.of("S12", "control groups on a busy CPU", Applies.ALL, RecursionScenarios::s12),
                Check.of("S13", "sockets and inodes are never busy", Applies.ALL, RecursionScenarios::s13)
                        .remark(
                                "before, recursion below the storage lock is left out: the kernel keeps programs off that"
                                        + " place for these kinds, and it would hang"));
    }

    private static boolean counter(StorageBackend backend) {
        return Capabilities.of(backend).counter();
    }

    private static void s03(StorageBackend backend) {
        StorageBench.check(
                backend,
                1,
                bench -> bench.on(0, cpu -> {
                    TwoMaps programs = new TwoMaps(bench);
                    bench.storage().trace((at, point, owner, map) -> {
                        if (point == TracePoint.UPDATE) {
                            programs.onUpdate(at);
                        }
                    });
                    programs.onEnter(cpu);
                    bench.storage().trace(null);
                    boolean counter = counter(backend);
                    Expect.equal(programs.value(cpu, programs.mapA), counter ? 201L : 200L, "map_a");
                    Expect.equal(programs.value(cpu, programs.mapB), counter ? 100L : 1L, "map_b");
                    Expect.equal(programs.deleteErrors, counter ? 1 : 0, "nr_del_errs");
                    Expect.equal(programs.updateMisses, counter ? 0 : 2, "misses of on_update");
                }));
    }

    /** The two programs of the recursion test; a program is not entered again on the CPU that runs it, but counts a miss. */
    private static final class TwoMaps {
        final StorageMap mapA;
        final StorageMap mapB;
        private final StorageBench bench;
        private final LocalStorage storage;
        private final Owner task;
        private boolean updateRuns;
        int deleteErrors;
        int updateMisses;

        TwoMaps(StorageBench bench) {
            this.bench = bench;
            storage = bench.storage();
            mapA = bench.map();
            mapB = bench.map();
            task = bench.owner(OwnerKind.TASK);
        }

        long value(Cpu cpu, StorageMap map) {
            return bench.value(cpu, task, map);
        }

        void onEnter(Cpu cpu) {
            setIfZero(cpu, mapA, 200);
            setIfZero(cpu, mapB, 100);
        }

        private void setIfZero(Cpu cpu, StorageMap map, long value) {
            bench.kernel().rcu().readLock(cpu);
            Element element = storage.getOrCreate(cpu, task, map, PROGRAM, 0);
            if (element != null && element.value(cpu) == 0) {
                element.setValue(cpu, value);
            }
            bench.kernel().rcu().readUnlock(cpu);
        }

        void onUpdate(Cpu cpu) {
            if (updateRuns) {
                updateMisses++;
                return;
            }
            updateRuns = true;
            addOne(cpu, mapA);
            Errno errno = storage.delete(cpu, task, mapA, PROGRAM);
            deleteErrors += errno == Errno.OK || errno == Errno.ENOENT ? 0 : 1;
            addOne(cpu, mapB);
            updateRuns = false;
        }

        private void addOne(Cpu cpu, StorageMap map) {
            Element element = storage.getOrCreate(cpu, task, map, PROGRAM, 0);
            if (element != null) {
                element.setValue(cpu, element.value(cpu) + 1);
            }
        }
    }

    private static void s07(StorageBackend backend) {
        boolean counter = counter(backend);
        StorageBench.check(
                backend,
                1,
                bench -> bench.on(0, cpu -> {
                    Owner owner = bench.owner(OwnerKind.TASK);
                    StorageMap present = bench.map();
                    StorageMap other = bench.map();
                    bench.create(cpu, owner, present, 42);
                    for (TracePoint point : INSIDE) {
                        bench.inside(cpu, point, owner, other, in -> {
                            long locks = StorageBench.locksTaken(in);
                            Expect.equal(
                                    bench.value(in, owner, present, PROGRAM), 42L, "value found inside at " + point);
                            Expect.equal(
                                    bench.programCreates(in, owner, present),
                                    Errno.OK,
                                    "get of what exists at " + point);
                            Expect.that(
                                    !counter || StorageBench.locksTaken(in) == locks,
                                    "a refused program takes no lock");
                        });
                    }
                }));
    }

    private static void s08(StorageBackend backend) {
        StorageBench.check(
                backend,
                1,
                bench -> bench.on(0, cpu -> {
                    Owner owner = bench.owner(OwnerKind.TASK);
                    StorageMap absent = bench.map();
                    StorageMap other = bench.map();
                    bench.create(cpu, owner, bench.map(), 1);
                    for (TracePoint point : INSIDE) {
                        bench.inside(
                                cpu,
                                point,
                                owner,
                                other,
                                in -> Expect.equal(
                                        bench.storage().delete(in, owner, absent, PROGRAM),
                                        Errno.ENOENT,
                                        "delete at " + point));
                    }
                }));
    }

    private static void s09(StorageBackend backend) {
        boolean counter = counter(backend);
        StorageBench.check(
                backend,
                1,
                bench -> bench.on(0, cpu -> {
                    Owner owner = bench.owner(OwnerKind.TASK);
                    StorageMap present = bench.map();
                    StorageMap other = bench.map();
                    bench.create(cpu, owner, present, 42);
                    for (TracePoint point : INSIDE) {
                        Errno refusal = point == TracePoint.LOCKED ? Errno.EDEADLK : Errno.OK;
                        Errno expected = counter ? Errno.EBUSY : refusal;
                        bench.inside(
                                cpu,
                                point,
                                owner,
                                other,
                                in -> Expect.equal(
                                        bench.storage().delete(in, owner, present, PROGRAM),
                                        expected,
                                        "delete at " + point));
                        long left = bench.value(cpu, owner, present);
                        Expect.equal(
                                left == StorageBench.ABSENT,
                                expected == Errno.OK,
                                "deleted if and only if the delete said so");
                    }
                }));
    }

    private static void s11(StorageBackend backend) {
        Errno expected = counter(backend) ? Errno.EBUSY : Errno.EDEADLK;
        StorageBench.check(
                backend,
                1,
                bench -> bench.on(0, cpu -> {
                    Owner owner = bench.owner(OwnerKind.TASK);
                    StorageMap inner = bench.map();
                    bench.create(cpu, owner, bench.map(), 1);
                    bench.inside(cpu, TracePoint.LOCKED, owner, bench.map(), in -> {
                        long before = in.nanoTime();
                        Expect.equal(bench.programCreates(in, owner, inner), expected, "create below the storage lock");
                        Expect.between(in.nanoTime() - before, 0, MILLI, "nanoseconds until the refusal");
                    });
                    Expect.equal(bench.value(cpu, owner, inner), StorageBench.ABSENT, "what was refused");
                }));
    }

    private static void s12(StorageBackend backend) {
        boolean counter = counter(backend);
        StorageBench.check(
                backend,
                1,
                bench -> bench.on(0, cpu -> {
                    Owner group = bench.owner(OwnerKind.CGROUP);
                    StorageMap present = bench.map();
                    StorageMap other = bench.map();
                    bench.create(cpu, group, present, 42);
                    bench.inside(cpu, TracePoint.UPDATE, group, other, in -> {
                        Expect.equal(
                                bench.value(in, group, present, PROGRAM),
                                counter ? StorageBench.ABSENT : 42L,
                                "value found");
                        Expect.that(
                                !counter || in.context().errno() == Errno.EBUSY,
                                "the reason for not finding it is EBUSY");
                        Errno expected = counter ? Errno.EBUSY : Errno.OK;
                        Expect.equal(
                                bench.storage().delete(in, group, present, PROGRAM), expected, "delete of what exists");
                        Expect.equal(bench.programCreates(in, group, bench.map()), expected, "create");
                        Expect.equal(
                                bench.programCreates(in, bench.owner(OwnerKind.TASK), other),
                                Errno.OK,
                                "a task's create, which another counter guards,");
                    });
                }));
    }

    private static void s13(StorageBackend backend) {
        boolean counter = counter(backend);
        for (OwnerKind kind : OwnerKind.values()) {
            Set<Errno> seen = EnumSet.noneOf(Errno.class);
            for (long first = 1; first <= GAP; first++) {
                long step = first;
                StorageBench.check(backend, 1, bench -> recurseEverywhere(bench, kind, step, seen));
            }
            Expect.equal(seen.contains(Errno.EBUSY), counter && kind.guarded(), "EBUSY on a " + kind);
        }
    }

    /** Programs inside an update, and hardware interrupts inside creating and deleting, work on the same owner. */
    private static void recurseEverywhere(StorageBench bench, OwnerKind kind, long first, Set<Errno> seen) {
        LocalStorage storage = bench.storage();
        Owner owner = bench.owner(kind);
        StorageMap outer = bench.map();
        StorageMap inner = bench.map();
        bench.onInterrupt((cpu, level) -> {
            seen.add(bench.programCreates(cpu, owner, inner));
            seen.add(storage.delete(cpu, owner, inner, PROGRAM));
        });
        bench.interruptEvery(
                bench.spawn(0, cpu -> {
                    for (int round = 0; round < 2; round++) {
                        bench.programCreates(cpu, owner, outer);
                        storage.delete(cpu, owner, outer, PROGRAM);
                    }
                }),
                ContextLevel.HARDIRQ,
                first,
                GAP);
        bench.on(
                0,
                cpu -> bench.inside(cpu, TracePoint.UPDATE, owner, outer, in -> {
                    seen.add(bench.programCreates(in, owner, inner));
                    seen.add(storage.delete(in, owner, inner, PROGRAM));
                }));
    }
}
