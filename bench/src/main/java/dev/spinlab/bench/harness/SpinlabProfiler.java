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
