package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.layout.LeadingPad;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.StorageMap;

/** One call: an update of a value that is there throughout, to another number each time. */
final class Replace extends LeadingPad implements Operation {
    private final Calls calls;
    private final StorageMap map;
    private final Owner owner;
    private long number;

    Replace(Rig rig, Owner owner) {
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
        return calls.update(cpu, owner, map, ++number);
    }
}
