package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.layout.LeadingPad;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.CallerClass;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls that create a value in a new map for one new owner each, then one that exits all of them while another frees
 * the map.
 */
final class ExitOwners extends LeadingPad implements Operation {
    private static final long INITIAL = 1;

    private final Rig rig;
    private final TeardownPair pair;
    private final Storage storage;
    private final OwnerKind kind;
    private final CallerClass caller;
    private final Owner[] owners;
    private @Nullable StorageMap map;
    private int created;

    ExitOwners(Rig rig, TeardownPair pair) {
        this.rig = rig;
        this.pair = pair;
        storage = rig.storage();
        kind = rig.load().ownerKind();
        caller = rig.load().caller();
        owners = new Owner[rig.load().batch()];
        owners[0] = storage.newOwner(kind);
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        tally.setUnfinished(true);
        if (created < owners.length) {
            return create(cpu);
        }
        if (pair.meet(cpu, tally)) {
            pair.awaitUnlinking(cpu, tally);
            // The newest first, as map free finds them.
            for (int i = owners.length - 1; i >= 0; i--) {
                storage.destroy(cpu, owners[i]);
            }
            map = null;
            created = 0;
            owners[0] = storage.newOwner(kind);
            tally.setUnfinished(false);
        }
        return Errno.OK;
    }

    private Errno create(Cpu cpu) {
        StorageMap target = map;
        if (target == null) {
            target = pair.newMap(rig);
            map = target;
        }
        if (storage.getOrCreate(cpu, owners[created], target, caller, INITIAL) == null) {
            return cpu.context().errno();
        }
        created++;
        if (created < owners.length) {
            owners[created] = storage.newOwner(kind);
        }
        return Errno.OK;
    }
}
