package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.rcu.Rcu;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageMap;

/** Two calls: get-or-create, whose value is read, then delete; both as a tracing program makes them. */
final class CreateThenDelete implements Operation {
    private static final long INITIAL = 42;

    private final Rcu rcu;
    private final Storage storage;
    private final StorageMap map;
    private final Owner owner;

    CreateThenDelete(Rig rig, Owner owner) {
        rcu = rig.rcu();
        storage = rig.storage();
        map = rig.map();
        this.owner = owner;
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        return tally.unfinished() ? delete(cpu, tally) : create(cpu, tally);
    }

    private Errno create(Cpu cpu, Tally tally) {
        rcu.readLock(cpu);
        Element element = storage.getOrCreate(cpu, owner, map, CallerClass.PROGRAM, INITIAL);
        Errno errno = Errno.OK;
        if (element == null) {
            errno = cpu.context().errno();
        } else {
            tally.consume(element.value(cpu));
            tally.setUnfinished(true);
        }
        rcu.readUnlock(cpu);
        return errno;
    }

    private Errno delete(Cpu cpu, Tally tally) {
        Errno errno = storage.delete(cpu, owner, map, CallerClass.PROGRAM);
        tally.setUnfinished(errno != Errno.OK);
        return errno;
    }
}
