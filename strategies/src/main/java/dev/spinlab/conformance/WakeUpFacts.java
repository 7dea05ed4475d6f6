package dev.spinlab.conformance;

import static dev.spinlab.conformance.ReclaimRig.MILLI;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.conformance.ReclaimRig.Probe;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Task;
import dev.spinlab.rcu.RcuParameters;
import dev.spinlab.reclaim.Reclaimer;
import dev.spinlab.simulation.OnceAtStep;
import java.util.ArrayList;
import java.util.List;

/** An element that comes at any moment of a batch's life is freed without another one having to come: statement 45. */
final class WakeUpFacts {
    /** A batch's life takes far less with the shortest grace periods. */
    private static final long LONG_NANOS = 20 * MILLI;

    private WakeUpFacts() {}

    /** F45. */
    static void noWakeUpIsLost(StorageBackend backend) {
        Reclaimer.Factory factory = backend.config().reclaimer();
        Expect.equal(losing(factory, ContextLevel.HARDIRQ), List.of(), "steps at which an IRQ's element is forgotten");
        if (Capabilities.of(backend).deletesInNmi()) {
            Expect.equal(losing(factory, ContextLevel.NMI), List.of(), "steps at which an NMI's element is forgotten");
        }
        Expect.equal(
                losing(kernel -> ReclaimMutants.flagged(kernel, true), ContextLevel.NMI),
                List.of(),
                "steps at which clear-then-drain forgets an element");
        Expect.that(
                !losing(kernel -> ReclaimMutants.flagged(kernel, false), ContextLevel.NMI)
                        .isEmpty(),
                "drain-then-clear forgets an element at some step");
    }

    /** Returns the steps at which an element can come, while another one is on its way, and wait for ever. */
    private static List<Long> losing(Reclaimer.Factory factory, ContextLevel level) {
        List<Long> losing = new ArrayList<>();
        boolean more = true;
        for (long step = 1; more; step++) {
            List<Probe> probes = new ArrayList<>();
            try (ReclaimRig rig = new ReclaimRig(1, RcuParameters.shortest(), factory)) {
                rig.manual
                        .machine()
                        .setInterrupts(
                                new OnceAtStep().at(level, step), (cpu, at) -> probes.add(rig.retire(cpu, false)));
                rig.manual.start();
                Task task = rig.manual.spawn(0, "task", cpu -> probes.add(rig.retire(cpu, false)));
                rig.manual.schedule().finish(task);
                boolean allFreed =
                        rig.manual.driveUntil(() -> probes.size() == 2 && rig.ledger.backlog() == 0, LONG_NANOS);
                more = probes.size() == 2;
                if (more && !allFreed) {
                    losing.add(step);
                }
            }
        }
        return losing;
    }
}
