package dev.spinlab.conformance;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Task;
import dev.spinlab.rcu.RcuParameters;
import dev.spinlab.reclaim.Ledger;
import dev.spinlab.reclaim.Reclaimable;
import dev.spinlab.reclaim.Reclaimer;
import dev.spinlab.simulation.ManualKernel;
import java.util.function.Consumer;

/** A reclaimer on a directed kernel, and objects for it that say when they were retired and freed. */
final class ReclaimRig implements AutoCloseable {
    static final long MILLI = 1_000_000;

    /** Longer than anything here takes that ends at all. */
    static final long PATIENCE_NANOS = 1_000 * MILLI;

    final ManualKernel manual;
    final Ledger ledger;
    final Reclaimer reclaimer;

    /** Creates a rig whose kernel has not been started. */
    ReclaimRig(int cpus, RcuParameters parameters, Reclaimer.Factory factory) {
        manual = new ManualKernel(cpus, parameters);
        ledger = new Ledger(manual.machine());
        manual.machine().install(ledger);
        manual.kernel().rcu().beforeCallbacks(ledger::sampleBacklog);
        reclaimer = factory.newReclaimer(manual.kernel());
    }

    /** Creates an object and retires it. */
    Probe retire(Cpu cpu, boolean reuseNow) {
        Probe probe = new Probe(cpu, ledger);
        retire(cpu, probe, reuseNow);
        return probe;
    }

    /** Retires an object. */
    void retire(Cpu cpu, Probe probe, boolean reuseNow) {
        probe.retiredAtNanos = cpu.nanoTime();
        probe.retire(cpu);
        reclaimer.retire(cpu, probe, reuseNow);
    }

    /** Does {@code body} as a task, everybody else going on as well. */
    void run(int cpu, Consumer<Cpu> body) {
        Task task = manual.spawn(cpu, "task", body);
        Expect.that(manual.driveToEnd(task, PATIENCE_NANOS), "the task ends");
    }

    @Override
    public void close() {
        manual.close();
    }

    /** An object that says when it was retired and freed. */
    static final class Probe extends Reclaimable {
        long retiredAtNanos;
        long freedAtNanos;

        Probe(Cpu cpu, Ledger ledger) {
            super(cpu, ledger);
        }

        /** Returns for how long the object, which has been freed, had been awaiting that. */
        long waitedNanos() {
            return freedAtNanos - retiredAtNanos;
        }

        @Override
        protected void poison(Cpu cpu) {
            freedAtNanos = cpu.nanoTime();
        }
    }
}
