package dev.spinlab.conformance;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.lock.LockupError;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.TracePoint;
import java.util.List;

/** The scenario of a delete in an NMI. */
final class NmiScenarios {
    private static final CallerClass PROGRAM = CallerClass.PROGRAM;
    private static final TracePoint[] INSIDE = {TracePoint.LOCKED, TracePoint.UPDATE};

    private NmiScenarios() {}

    static List<Check> checks() {
        return List.of(Check.of("S15", "deleting in an NMI", Applies.ALL, NmiScenarios::s15)
                .remark("before, the lockup is shown on a socket, which has no counter to prevent it. A backend"
                        + " whose frees are safe in an NMI deletes there, and is refused by the lock only"));
    }

    private static void s15(StorageBackend backend) {
        Capabilities can = Capabilities.of(backend);
        StorageBench.check(
                backend,
                1,
                bench -> bench.on(0, cpu -> {
                    Owner owner = bench.owner(OwnerKind.TASK);
                    StorageMap map = bench.map();
                    StorageMap other = bench.map();
                    bench.create(cpu, owner, map, 1);
                    bench.create(cpu, owner, other, 1);
                    Errno alone = can.deletesInNmi() ? Errno.OK : Errno.EOPNOTSUPP;
                    Expect.equal(nmiDelete(bench, cpu, owner, map), alone, "delete in an NMI with nobody inside");
                    for (TracePoint point : INSIDE) {
                        bench.create(cpu, owner, map, 1);
                        Errno locked = can.deletesInNmi() && point == TracePoint.LOCKED ? Errno.EDEADLK : alone;
                        Errno expected = can.counter() ? Errno.EBUSY : locked;
                        bench.inside(
                                cpu,
                                point,
                                owner,
                                other,
                                in -> Expect.equal(
                                        nmiDelete(bench, in, owner, map), expected, "delete in an NMI at " + point));
                    }
                }));
        if (can.counter()) {
            StorageBench.wreck(backend, 1, NmiScenarios::lockUp);
        }
    }

    private static Errno nmiDelete(StorageBench bench, Cpu cpu, Owner owner, StorageMap map) {
        Errno[] result = new Errno[1];
        bench.onInterrupt((at, level) -> result[0] = bench.storage().delete(at, owner, map, PROGRAM));
        cpu.raise(ContextLevel.NMI);
        return result[0];
    }

    private static void lockUp(StorageBench bench) {
        Owner owner = bench.owner(OwnerKind.SOCKET);
        StorageMap map = bench.map();
        boolean[] lockedUp = new boolean[1];
        try {
            bench.on(0, cpu -> {
                bench.create(cpu, owner, map, 1);
                bench.inside(cpu, TracePoint.LOCKED, owner, bench.map(), in -> nmiDelete(bench, in, owner, map));
            });
        } catch (LockupError expected) {
            lockedUp[0] = true;
        }
        Expect.that(lockedUp[0], "without a counter an NMI waits for ever for the lock it interrupted");
    }
}
