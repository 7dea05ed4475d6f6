package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.storage.Storage;

/** One call: frees a map while another task exits the owners of its elements. */
final class FreeMap implements Operation {
    private final Storage storage;
    private final TeardownPair pair;

    FreeMap(Rig rig, TeardownPair pair) {
        storage = rig.storage();
        this.pair = pair;
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        boolean met = pair.meet(cpu, tally);
        if (met) {
            storage.freeMap(cpu, pair.take(cpu, tally));
        }
        tally.setUnfinished(!met);
        return Errno.OK;
    }
}
