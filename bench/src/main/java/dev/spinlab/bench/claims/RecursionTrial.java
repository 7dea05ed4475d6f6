package dev.spinlab.bench.claims;

import dev.spinlab.backend.Backends;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.Task;
import dev.spinlab.rcu.RcuParameters;
import dev.spinlab.simulation.ManualKernel;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageMap;
import dev.spinlab.storage.TracePoint;
import dev.spinlab.storage.UpdateFlags;
import java.util.EnumMap;
import java.util.Map;

/** A program attached to updates creates on another map: before the update's lock is taken, and while it is held. */
final class RecursionTrial {
    private static final int ROUNDS = 1_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final ModelKernel kernel;
    private final Storage storage;
    private final StorageMap map;
    private final StorageMap other;
    private final Owner owner;

    private RecursionTrial(String backend, ModelKernel kernel) {
        this.kernel = kernel;
        storage = Backends.byId(backend).open(kernel);
        map = storage.newMap();
        other = storage.newMap();
        owner = storage.newOwner(OwnerKind.TASK);
    }

    /** Counts the answers of one backend, on a simulated machine. */
    static RecursionCounts run(String backend) {
        try (ManualKernel manual = new ManualKernel(1, RcuParameters.shortest())) {
            RecursionTrial trial = new RecursionTrial(backend, manual.kernel());
            manual.start();
            Map<Errno, Integer> elsewhere = new EnumMap<>(Errno.class);
            Map<Errno, Integer> sameLock = new EnumMap<>(Errno.class);
            Task task = manual.spawn(0, "updates", cpu -> {
                trial.count(cpu, TracePoint.UPDATE, elsewhere);
                trial.count(cpu, TracePoint.LOCKED, sameLock);
            });
            if (!manual.driveToEnd(task, PATIENCE_NANOS)) {
                throw new IllegalStateException(backend + " hangs in recursion");
            }
            return new RecursionCounts(ROUNDS, elsewhere, sameLock);
        }
    }

    private void count(Cpu cpu, TracePoint point, Map<Errno, Integer> answers) {
        for (int round = 0; round < ROUNDS; round++) {
            // There before, so that an update of it is a replacement, which takes the lock on every backend.
            storage.update(cpu, owner, map, round, UpdateFlags.ANY, CallerClass.PROGRAM);
            boolean[] inside = new boolean[1];
            storage.trace((at, reached, ofOwner, inMap) -> {
                if (reached == point && !inside[0]) {
                    inside[0] = true;
                    answers.merge(create(at), 1, Integer::sum);
                }
            });
            storage.update(cpu, owner, map, round, UpdateFlags.ANY, CallerClass.PROGRAM);
            storage.trace(null);
            storage.delete(cpu, owner, other, CallerClass.PROGRAM);
            cpu.operationEnd();
        }
    }

    private Errno create(Cpu cpu) {
        kernel.rcu().readLock(cpu);
        boolean created = storage.getOrCreate(cpu, owner, other, CallerClass.PROGRAM, 1) != null;
        Errno answer = created ? Errno.OK : cpu.context().errno();
        kernel.rcu().readUnlock(cpu);
        return answer;
    }
}
