package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import java.util.List;

/** Goodput and CPU time of create+delete, each against tasks per CPU and against CPUs. */
final class GoodputChart {
    static final Kind TASKS = new Kind(
            "goodput", "Goodput of create+delete against tasks per CPU", Question.COST, GoodputChart::overTasks);
    static final Kind CPUS =
            new Kind("goodput-cpus", "Goodput of create+delete against CPUs", Question.COST, GoodputChart::overCpus);
    static final Kind TIME_TASKS = new Kind(
            "cpu-time", "CPU time per create+delete against tasks per CPU", Question.COST, GoodputChart::timeOverTasks);
    static final Kind TIME_CPUS = new Kind(
            "cpu-time-cpus", "CPU time per create+delete against CPUs", Question.COST, GoodputChart::timeOverCpus);

    private static final String SUBTITLE = "preemption=full, no interrupts; successful operations only";
    private static final String GOODPUT_SEEN =
            "Only successful operations count, so a backend that refuses calls does not gain by refusing fast. "
                    + "Error bars and bands are 95 % confidence intervals over forks.";
    private static final String GOODPUT_CAUTION =
            "Do not read small distances whose error bars overlap as differences, and do not carry the absolute "
                    + "numbers to another machine or to a kernel: the machine model adds its own cost to every step.";
    private static final String TIME_SEEN =
            "The thread-CPU time of all tasks, that of refused calls and of spinning included, divided by the successful "
                    + "operations. Where a line rises with the number of tasks, the tasks pay for each other.";
    private static final String TIME_CAUTION =
            "CPU time is not waiting time: a task that is parked costs nothing here and waits all the same. Interrupt "
                    + "handlers and the workers that free elements run on the tasks' threads and are included.";

    private GoodputChart() {}

    private static Drawing overTasks(ChartContext context) {
        return tasks(context, TASKS, Measure.GOODPUT, GOODPUT_SEEN, GOODPUT_CAUTION);
    }

    private static Drawing timeOverTasks(ChartContext context) {
        return tasks(context, TIME_TASKS, Measure.CPU_TIME, TIME_SEEN, TIME_CAUTION);
    }

    private static Drawing overCpus(ChartContext context) {
        return cpus(context, CPUS, Measure.GOODPUT, GOODPUT_SEEN, GOODPUT_CAUTION);
    }

    private static Drawing timeOverCpus(ChartContext context) {
        return cpus(context, TIME_CPUS, Measure.CPU_TIME, TIME_SEEN, TIME_CAUTION);
    }

    private static Drawing tasks(ChartContext context, Kind kind, Measure measure, String see, String caution) {
        List<Case> cases = cases(context);
        if (context.rows(cases).stream().noneMatch(measure::has)) {
            return kind.absent("the run has no create-delete rows with preemption=full, latency=off and a "
                    + (measure.equals(Measure.GOODPUT) ? "score" : "CPU time"));
        }
        Sweep sweep = new Sweep(
                measure,
                Case::tasksPerCpu,
                "tasks per CPU",
                c -> "tasks per CPU, on " + c.cpus() + (c.cpus() == 1 ? " CPU" : " CPUs"));
        return sweep.draw(context, kind, cases, SUBTITLE, see, caution);
    }

    private static Drawing cpus(ChartContext context, Kind kind, Measure measure, String see, String caution) {
        List<Case> cases = cases(context);
        Sweep sweep = new Sweep(
                measure,
                Case::cpus,
                "CPUs",
                c -> "CPUs, with " + c.tasksPerCpu() + (c.tasksPerCpu() == 1 ? " task each" : " tasks each"));
        if (!sweep.varies(context, cases)) {
            return kind.absent("the run has no create-delete rows with preemption=full, latency=off and as many tasks "
                    + "per CPU on different numbers of CPUs");
        }
        return sweep.draw(context, kind, cases, SUBTITLE, see, caution);
    }

    private static List<Case> cases(ChartContext context) {
        return CaseChoice.plain(context, c -> c.workload().equals(Case.CREATE_DELETE) && !c.latency());
    }
}
