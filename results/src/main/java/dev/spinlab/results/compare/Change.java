package dev.spinlab.results.compare;

import dev.spinlab.results.measure.Row;
import dev.spinlab.results.stat.ForkStatistics;
import dev.spinlab.results.stat.Interval;
import java.util.SortedMap;

/**
 * One backend in one case, in both runs.
 *
 * @param before its row in the first run
 * @param after its row in the second run
 */
public record Change(Row before, Row after) {

    /**
     * Goodput of the second run relative to the first; more is better.
     *
     * @return the ratio, without limits if a run has a single fork
     */
    public Interval goodput() {
        return ForkStatistics.ratioOfMeans(after.goodputByFork(), before.goodputByFork());
    }

    /**
     * CPU time per success of the second run relative to the first; less is better.
     *
     * @return the ratio, NaN where a run has not measured it
     */
    public Interval cpuTime() {
        String metric = "cpuNanosPerSuccess";
        return ForkStatistics.ratioOfMeans(after.perSuccessByFork(metric), before.perSuccessByFork(metric));
    }

    /**
     * Violations of the first run.
     *
     * @return counts by kind
     */
    public SortedMap<String, Double> violationsBefore() {
        return before.violations();
    }

    /**
     * Violations of the second run.
     *
     * @return counts by kind
     */
    public SortedMap<String, Double> violationsAfter() {
        return after.violations();
    }

    /**
     * Whether either run has a violation here, which makes the ratios worthless.
     *
     * @return true if one has
     */
    public boolean isRed() {
        return before.isRed() || after.isRed();
    }

    /**
     * Whether an interval lies on one side of 1.
     *
     * @param ratio a ratio
     * @return true if the two runs differ at the level of the interval
     */
    public static boolean differs(Interval ratio) {
        return ratio.hasLimits() && (ratio.low() > 1 || ratio.high() < 1);
    }
}
