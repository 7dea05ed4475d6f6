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

/** One call: a lookup inside a read section, whose value is read. The element is there throughout. */
final class LookUp implements Operation {
    private static final long INITIAL = 42;

    /** More than any other task that is inside on the same CPU can make us wait for. */
    private static final int PREPARE_ATTEMPTS = 10_000_000;

    private final Rcu rcu;
    private final Storage storage;
    private final StorageMap map;
    private final Owner owner;

    LookUp(Rig rig, Owner owner) {
        rcu = rig.rcu();
        storage = rig.storage();
        map = rig.map();
        this.owner = owner;
    }

    @Override
    public void prepare(Cpu cpu) {
        for (int attempt = 0; attempt < PREPARE_ATTEMPTS; attempt++) {
            Element element = storage.getOrCreate(cpu, owner, map, CallerClass.PROGRAM, INITIAL);
            cpu.operationEnd();
            if (element != null) {
                return;
            }
        }
        throw new IllegalStateException("no element to look up: create was refused " + PREPARE_ATTEMPTS
                + " times, the last time with " + cpu.context().errno() + "; choose another backend");
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        rcu.readLock(cpu);
        Element element = storage.lookup(cpu, owner, map, CallerClass.PROGRAM);
        Errno errno = Errno.OK;
        if (element == null) {
            errno = cpu.context().errno();
        } else {
            tally.consume(element.value(cpu));
        }
        rcu.readUnlock(cpu);
        return errno;
    }
}
