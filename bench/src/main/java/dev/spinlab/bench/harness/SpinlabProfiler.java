package dev.spinlab.bench.harness;

import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds the measures that JMH does not know to each iteration's result: refusals, cost per success, fairness, backlog,
 * violations, exact counts.
 *
 * <p>Always there:
 *
 * <ul>
 *   <li>{@code calls}, {@code successes}, {@code failures.CODE}, {@code failedCallShare}, {@code failedTimeShare}: what was
 *       asked, done and refused;
 *   <li>{@code cpuNanosPerSuccess}: CPU time of the tasks' threads and the kernel's workers; {@code
 *       allocatedBytesPerSuccess}: Java heap that the tasks' threads allocated, without the
 *       kernel's workers;
 *   <li>{@code stepsPerSuccess}, {@code rmwPerSuccess}, {@code lockAcquisitionsPerSuccess}, {@code
 *       contextSwitchesPerSuccess}: exact counts of the CPUs, without the steps of a neighbour;
 *   <li>{@code jain}, {@code taskShare.min}, {@code taskShare.max}: how the successes are shared out; a fair share is 1;
 *   <li>{@code backlogPeak}, {@code backlogMean}: elements unlinked and not yet freed; over time in {@link BacklogSeries};
 *   <li>{@code gracePeriodNanos.rcu.*}, {@code gracePeriodNanos.trace.*}: lengths of the grace periods that ended before
 *       the last task left;
 *   <li>{@code competingShare}: share of the time in which all tasks were at it, see {@link TaskSpan#competingShare};
 *   <li>{@code proportionality}: whether twice the operations take twice the time, see {@link Proportionality}; not for
 *       workloads whose operation one task alone cannot repeat;
 *   <li>{@code collections}, {@code violations.*}, {@code pinnedTasks}: whether the rest can be believed.
 * </ul>
 *
 * <p>Distributions, {@code NAME.*}, have {@code .p50}, {@code .p99}, {@code .p99.9} and {@code .max}.
 *
 * <p>If operations are timed: {@code latencyNanos.*}, in an open loop from when operations should have begun, and then
 * {@code uncorrectedLatencyNanos.*} from when they did; {@code longestWaitNanos}, {@code longestWaitTask} (number of the thread), {@code
 * longestWaitAtNanos} (from the start of the iteration): the longest operation, in an open loop from when it should have
 * begun; {@code lockWorkingSet}, {@code reacquireNanos.p50}: short-term fairness, see {@link SuccessBursts}; {@code
 * unlinkToFreeNanos.*}: see {@link UnlinkToFree}. With a {@link Neighbour}: {@code neighbourUnits}, {@code
 * neighbourUnitsPerSecond}. If the workload asks: {@code callsUntilSuccess.*}, {@code timeUntilSuccess.*}, {@code
 * recovery.CODE.*}. With interrupts: {@code handler.*}.
 *
 * <p>It measures nothing itself; the workers do, whether it is there or not. Give it to plain JMH as {@code -prof
 * dev.spinlab.bench.harness.SpinlabProfiler}. For a benchmark of anything else, and for an iteration that failed, it
 * adds nothing.
 */
public final class SpinlabProfiler implements InternalProfiler {
    /** For JMH, which makes it by reflection. */
    public SpinlabProfiler() {}

    @Override
    public String getDescription() {
        return "Spinlab's measures: refusals, cost per success, fairness, backlog, violations, exact counts";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        LastIteration.take();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return LastIteration.take();
    }
}
