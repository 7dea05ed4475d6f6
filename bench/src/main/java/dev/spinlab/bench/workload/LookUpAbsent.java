package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.StorageMap;
import java.util.Arrays;

/** One call: a lookup in the last of some maps, in all others of which the owner has a value. */
final class LookUpAbsent implements Operation {
    private final Calls calls;
    private final StorageMap[] others;
    private final StorageMap last;
    private final Owner owner;

    LookUpAbsent(Rig rig, Owner owner) {
        calls = new Calls(rig);
        StorageMap[] maps = rig.maps();
        last = maps[maps.length - 1];
        others = Arrays.copyOf(maps, maps.length - 1);
        this.owner = owner;
    }

    @Override
    public void prepare(Cpu cpu) {
        for (StorageMap other : others) {
            calls.ensure(cpu, owner, other);
        }
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        return calls.miss(cpu, owner, last);
    }
}
