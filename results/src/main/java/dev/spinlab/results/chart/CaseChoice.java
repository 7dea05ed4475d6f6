package dev.spinlab.results.chart;

import dev.spinlab.results.measure.Case;
import dev.spinlab.results.measure.Parameter;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which cases a chart shows, so that no two of its points stand in one place. */
final class CaseChoice {
    private CaseChoice() {}

    /**
     * Cases under full preemption and without interrupts in which nothing else is special; where the run has none, those
     * that are special in the same way as the first.
     *
     * @param wanted what the chart is about
     * @param varying parameters that the chart is about, which may have any value
     */
    static List<Case> plain(ChartContext context, Predicate<Case> wanted, Parameter... varying) {
        List<Case> all = context.measurements()
                .cases(c -> wanted.test(c)
                        && c.preemption().equals(Case.FULL)
                        && c.interrupts().equals("none"));
        List<Case> plain = all.stream().filter(c -> c.isPlain(varying)).toList();
        return plain.isEmpty()
                ? all.stream().filter(c -> c.more().equals(all.get(0).more())).toList()
                : plain;
    }

    /** Two tasks on one CPU first, as the case the suite is about; then the others in their order. */
    static List<Case> pairsFirst(List<Case> cases) {
        List<Case> pairs = cases.stream().filter(c -> c.tasksPerCpu() == 2).toList();
        return pairs.isEmpty() ? cases : pairs;
    }

    /** Create+delete by two tasks first, then the workloads that are about freeing, then the others. */
    static List<Case> aboutMemory(ChartContext context) {
        return Stream.of(Case.CREATE_DELETE, "free-burst", "trace-readers", "")
                .flatMap(workload ->
                        pairsFirst(plain(
                                        context,
                                        c -> workload.isEmpty() || c.workload().equals(workload)))
                                .stream())
                .distinct()
                .toList();
    }
}
