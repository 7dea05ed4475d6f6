package dev.spinlab.conformance;

import static dev.spinlab.conformance.ReclaimRig.MILLI;
import static dev.spinlab.conformance.ReclaimRig.PATIENCE_NANOS;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.conformance.ReclaimRig.Probe;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.Task;
import dev.spinlab.rcu.GracePeriodDomain;
import dev.spinlab.rcu.RcuHead;
import dev.spinlab.rcu.RcuParameters;
import dev.spinlab.reclaim.Backlog;
import dev.spinlab.reclaim.Reclaimer;
import dev.spinlab.simulation.ManualKernel;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageConfig;
import dev.spinlab.storage.StorageMap;
import java.util.ArrayList;
import java.util.List;

/** What awaits its free, and who waits until it has been freed: statements 49 and 50. */
final class BacklogFacts {
    private static final int CPUS = 2;
    private static final int EACH = 6;
    private static final RcuParameters PERIODS = new RcuParameters(MILLI, 10 * MILLI);

    private BacklogFacts() {}

    // ---- barriers --------------------------------------------------------------------------------------------------

    /** F49. */
    static void barriersWait(StorageBackend backend) {
        callbacksHaveRun();
        Expect.equal(backlogAfterMapFree(backend.config()), 0L, "backlog when map free returns");
        StorageConfig config = backend.config();
        StorageConfig impatient = new StorageConfig(
                config.guard(), config.locks(), ReclaimMutants::impatient, config.linkOrder(), config.nmi());
        Expect.that(backlogAfterMapFree(impatient) > 0, "without a barrier, map free leaves a backlog");
    }

    private static void callbacksHaveRun() {
        try (ManualKernel manual = new ManualKernel(CPUS, PERIODS).start()) {
            ModelKernel kernel = manual.kernel();
            int[] ran = new int[1];
            for (GracePeriodDomain domain : new GracePeriodDomain[] {kernel.rcu(), kernel.tasksTrace()}) {
                ran[0] = 0;
                for (int id = 0; id < CPUS; id++) {
                    Task caller = manual.spawn(id, "caller", cpu -> {
                        for (int i = 0; i < EACH; i++) {
                            domain.call(cpu, new RcuHead() {}, (on, head) -> ran[0]++);
                        }
                    });
                    Expect.that(manual.driveToEnd(caller, PATIENCE_NANOS), "calls return");
                }
                Expect.equal(ran[0], 0, domain + " callbacks that ran at once");
                Task waiter = manual.spawn(0, "waiter", cpu -> {
                    domain.barrier(cpu);
                    Expect.equal(ran[0], CPUS * EACH, domain + " callbacks that ran before the barrier returned");
                });
                Expect.that(manual.driveToEnd(waiter, PATIENCE_NANOS), "the barrier returns");
            }
        }
    }

    /** Deletes half of a map's elements, which wait for a trace period then, and frees the map. */
    private static long backlogAfterMapFree(StorageConfig config) {
        try (ManualKernel manual = new ManualKernel(CPUS, PERIODS)) {
            LocalStorage storage = new LocalStorage(manual.kernel(), config);
            StorageMap map = storage.newMap();
            manual.start();
            long[] backlog = {-1};
            List<Task> users = new ArrayList<>();
            for (int id = 0; id < CPUS; id++) {
                users.add(manual.spawn(id, "user", cpu -> use(cpu, storage, map)));
            }
            for (Task user : users) {
                Expect.that(manual.driveToEnd(user, PATIENCE_NANOS), "the operations return");
            }
            Expect.that(storage.elementLedger().backlog() > 0, "there is a backlog before map free");
            Task janitor = manual.spawn(0, "janitor", cpu -> {
                storage.freeMap(cpu, map);
                backlog[0] = storage.elementLedger().backlog()
                        + storage.storageLedger().backlog();
            });
            Expect.that(manual.driveToEnd(janitor, PATIENCE_NANOS), "map free returns");
            Expect.equal(storage.elementLedger().retired(), (long) CPUS * EACH, "elements retired");
            return backlog[0];
        }
    }

    private static void use(Cpu cpu, LocalStorage storage, StorageMap map) {
        for (int i = 0; i < EACH; i++) {
            Owner owner = storage.newOwner(OwnerKind.TASK);
            Expect.that(storage.getOrCreate(cpu, owner, map, CallerClass.SYSCALL, i) != null, "an element is created");
            if (i % 2 == 0) {
                Expect.equal(storage.delete(cpu, owner, map, CallerClass.SYSCALL), Errno.OK, "a delete");
            }
        }
    }

    // ---- backlog ---------------------------------------------------------------------------------------------------

    /**
     * What a steady stream of retired elements led to.
     *
     * @param backlog as the ledger reports it
     * @param minWaitNanos shortest time from unlink to free
     * @param maxWaitNanos longest time from unlink to free
     */
    private record Stream(Backlog backlog, long minWaitNanos, long maxWaitNanos) {}

    /** F50. */
    static void backlogIsRateTimesPeriod(StorageBackend backend) {
        Reclaimer.Factory factory = backend.config().reclaimer();
        long period = 20;
        Stream one = stream(factory, period, MILLI);
        Expect.between(one.backlog().peak(), period, 5 * period / 2, "peak backlog at 1 per ms, period 20 ms");
        Expect.between((long) one.backlog().mean(), period, 2 * period, "mean backlog at 1 per ms, period 20 ms");
        Expect.between(
                one.minWaitNanos(), period * MILLI, one.maxWaitNanos(), "shortest time from unlink to free, in ns");
        Expect.between(
                one.maxWaitNanos(), period * MILLI, 5 * period * MILLI / 2, "longest time from unlink to free, in ns");
        for (Stream twice : List.of(stream(factory, 2 * period, MILLI), stream(factory, period, MILLI / 2))) {
            Expect.between(
                    twice.backlog().peak(),
                    2 * period,
                    5 * period,
                    "peak backlog at twice the period, and at twice the rate");
            Expect.between(
                    twice.backlog().peak() * 10 / one.backlog().peak(), 16, 24, "the same in tenths of the former");
        }
    }

    /** Retires one element every so often for ten periods, the first two of them unmeasured, and waits for the last. */
    private static Stream stream(Reclaimer.Factory factory, long periodMillis, long everyNanos) {
        RcuParameters parameters = new RcuParameters(MILLI, periodMillis * MILLI);
        try (ReclaimRig rig = new ReclaimRig(CPUS, parameters, factory)) {
            rig.manual.start();
            List<Probe> probes = new ArrayList<>();
            rig.run(0, cpu -> {
                long end = cpu.nanoTime() + 10 * periodMillis * MILLI;
                long next = cpu.nanoTime();
                boolean warm = false;
                while (cpu.nanoTime() < end) {
                    if (!warm && cpu.nanoTime() > end - 8 * periodMillis * MILLI) {
                        warm = true;
                        rig.ledger.resetSamples();
                    }
                    probes.add(rig.retire(cpu, false));
                    next += everyNanos;
                    cpu.current().sleep(Math.max(1, next - cpu.nanoTime()));
                }
            });
            Backlog backlog = rig.ledger.samples();
            rig.run(0, rig.reclaimer::quiesce);
            Expect.equal(rig.ledger.backlog(), 0L, "backlog after the barrier");
            Expect.equal(rig.ledger.freed(), (long) probes.size(), "elements freed");
            long min = probes.stream().mapToLong(Probe::waitedNanos).min().orElse(-1);
            long max = probes.stream().mapToLong(Probe::waitedNanos).max().orElse(-1);
            return new Stream(backlog, min, max);
        }
    }
}
