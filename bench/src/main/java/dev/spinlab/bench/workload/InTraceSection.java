package dev.spinlab.bench.workload;

import dev.spinlab.bench.harness.Operation;
import dev.spinlab.bench.harness.Rig;
import dev.spinlab.bench.harness.Tally;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.rcu.TasksTraceRcu;

/** A create and a delete, each called by a program that may sleep, and so runs in a section of the trace domain. */
final class InTraceSection implements Operation {
    private final TasksTraceRcu trace;
    private final CreateThenDelete inside;

    InTraceSection(Rig rig, CreateThenDelete inside) {
        trace = rig.kernel().tasksTrace();
        this.inside = inside;
    }

    @Override
    public Errno call(Cpu cpu, Tally tally) {
        trace.readLock(cpu);
        Errno errno = inside.call(cpu, tally);
        trace.readUnlock(cpu);
        return errno;
    }
}
