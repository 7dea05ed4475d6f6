package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.layout.LeadingPad;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.Owner;
import dev.spinlab.storage.OwnerKind;
import dev.spinlab.storage.StorageMap;
import java.util.Arrays;

/** Many calls: a create on each of some owners that are the task's own, then a delete on each. */
final class CreateAllThenDeleteAll extends LeadingPad implements Operation {
    private final Calls calls;
    private final StorageMap map;
    private final Owner[] owners;

    /** Calls of the operation that have been accepted: creates, then deletes. */
    private int done;

    CreateAllThenDeleteAll(Rig rig) {
        calls = new Calls(rig);
        map = rig.map();
        owners = new Owner[rig.load().batch()];
        Arrays.setAll(owners, i -> rig.storage().newOwner(OwnerKind.TASK));
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        int created = owners.length;
        Errno errno = done < created
                ? calls.create(cpu, owners[done], map, tally)
                : calls.delete(cpu, owners[done - created], map);
        if (errno == Errno.OK) {
            done = done + 1 == 2 * created ? 0 : done + 1;
            tally.setUnfinished(done != 0);
        }
        return errno;
    }
}
