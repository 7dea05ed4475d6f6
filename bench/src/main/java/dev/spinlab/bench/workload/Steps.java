package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;

/** One call: some steps, at which interrupts come, and nothing between them. */
final class Steps implements Operation {
    /** About as many as a create and delete take, so that a handler comes about as often per operation. */
    private static final int STEPS = 50;

    Steps() {}

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        for (int i = 0; i < STEPS; i++) {
            cpu.step();
        }
        return Errno.OK;
    }
}
