package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;

/** One call that does nothing, but for the one step without which tasks would never take turns. */
final class Nothing implements Operation {
    Nothing() {}

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        cpu.step();
        return Errno.OK;
    }
}
