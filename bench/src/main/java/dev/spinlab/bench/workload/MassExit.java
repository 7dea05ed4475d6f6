package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.layout.LeadingPad;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Element;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageMap;

/** Calls that create a value for one new owner each, then one that exits all of them. */
final class MassExit extends LeadingPad implements Operation {
    private static final long INITIAL = 1;

    private final Storage storage;
    private final StorageMap map;
    private final OwnerKind kind;
    private final CallerClass caller;
    private final Owner[] owners;
    private int created;

    MassExit(Rig rig) {
        storage = rig.storage();
        map = rig.map();
        kind = rig.load().ownerKind();
        caller = rig.load().caller();
        owners = new Owner[rig.load().batch()];
        owners[0] = storage.newOwner(kind);
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        if (created < owners.length) {
            tally.setUnfinished(true);
            return create(cpu);
        }
        for (Owner owner : owners) {
            storage.destroy(cpu, owner);
        }
        created = 0;
        owners[0] = storage.newOwner(kind);
        tally.setUnfinished(false);
        return Errno.OK;
    }

    private Errno create(Cpu cpu) {
        Element element = storage.getOrCreate(cpu, owners[created], map, caller, INITIAL);
        if (element == null) {
            return cpu.context().errno();
        }
        created++;
        if (created < owners.length) {
            owners[created] = storage.newOwner(kind);
        }
        return Errno.OK;
    }
}
