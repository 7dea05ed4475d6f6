package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Parameter;
import java.util.List;

/** Goodput against modelled CPUs that all share one physical CPU, as virtual CPUs of a busy host do. */
final class OvercommitChart {
    static final Kind KIND = new Kind(
            "overcommit", "Goodput with several CPUs on one physical CPU", Question.COST, OvercommitChart::draw);

    private OvercommitChart() {}

    private static Drawing draw(ChartContext context) {
        List<Case> cases = CaseChoice.plain(
                context,
                c -> c.value(Parameter.HOST).equals("one")
                        && !c.latency()
                        && c.tasksPerCpu() == 1
                        && (c.workload().equals(Case.LOCK_UNLOCK)
                                || c.workload().equals(Case.CREATE_DELETE)),
                Parameter.HOST);
        Sweep sweep = new Sweep(Measure.GOODPUT, Case::cpus, "modelled CPUs", c -> "modelled CPUs, " + c.workload());
        if (!sweep.varies(context, cases)) {
            return KIND.absent("the run has no lock-unlock or create-delete rows with host=one on several CPUs");
        }
        return sweep.draw(
                context,
                KIND,
                cases,
                "host=one: all modelled CPUs on one physical CPU, one task each",
                "The operating system takes the physical CPU away from whoever holds a lock, as a hypervisor does. A queue "
                        + "hands the lock to a waiter that is not running; a lock that whoever runs may take does better. "
                        + "This is why kernels leave queued locks in virtual machines.",
                "Do not compare the heights with the other charts: the modelled CPUs share one physical CPU here, so the "
                        + "sum cannot grow. Only the ratio between backends has a meaning.");
    }
}
