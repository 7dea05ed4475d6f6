package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.StorageMap;

/** One call: a lookup whose value is read. The element is there throughout. */
final class LookUp implements Operation {
    private final Calls calls;
    private final StorageMap map;
    private final Owner owner;

    LookUp(Rig rig, Owner owner) {
        calls = new Calls(rig);
        map = rig.map();
        this.owner = owner;
    }

    @Override
    public void prepare(Cpu cpu) {
        calls.ensure(cpu, owner, map);
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        return calls.lookUp(cpu, owner, map, tally);
    }
}
