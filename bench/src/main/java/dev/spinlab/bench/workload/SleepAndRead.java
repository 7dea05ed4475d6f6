package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.rcu.TasksTraceRcu;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageMap;
import org.jspecify.annotations.Nullable;

/**
 * One call: a Tasks Trace section in which some elements are looked up one after another, and each is read after a
 * sleep.
 * Never the end of an operation.
 */
final class SleepAndRead implements Operation {
    private static final int LOOKUPS = 8;
    private static final long SLEEP_NANOS = 5_000_000;

    /** Looks for one that is there; each is there about half of the time. */
    private static final int LOOKS = 16;

    private final TasksTraceRcu tasksTrace;
    private final Storage storage;
    private final StorageMap map;
    private final Elsewhere elsewhere;

    SleepAndRead(Rig rig, Elsewhere elsewhere) {
        tasksTrace = rig.kernel().tasksTrace();
        storage = rig.storage();
        map = rig.map();
        this.elsewhere = elsewhere;
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        tally.setUnfinished(true);
        tasksTrace.readLock(cpu);
        for (int i = 0; i < LOOKUPS && !tally.stopping(); i++) {
            Element element = find(cpu, i);
            cpu.current().sleep(SLEEP_NANOS);
            if (element != null) {
                tally.consume(element.value(cpu));
            }
        }
        tasksTrace.readUnlock(cpu);
        return Errno.OK;
    }

    private @Nullable Element find(Cpu cpu, int turn) {
        Element found = null;
        for (int look = 0; found == null && look < LOOKS; look++) {
            Owner owner = elsewhere.owner(turn + look);
            found = owner == null ? null : storage.lookup(cpu, owner, map, CallerClass.PROGRAM);
        }
        return found;
    }
}
