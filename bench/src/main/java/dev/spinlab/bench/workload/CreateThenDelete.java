package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.StorageMap;

/** Two calls: get-or-create, whose value is read, then delete. */
final class CreateThenDelete implements Operation {
    private final Calls calls;
    private final StorageMap map;
    private final Owner owner;

    CreateThenDelete(Rig rig, Owner owner) {
        calls = new Calls(rig);
        map = rig.map();
        this.owner = owner;
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        if (tally.unfinished()) {
            Errno deleted = calls.delete(cpu, owner, map);
            tally.setUnfinished(deleted != Errno.OK);
            return deleted;
        }
        Errno created = calls.create(cpu, owner, map, tally);
        tally.setUnfinished(created == Errno.OK);
        return created;
    }
}
