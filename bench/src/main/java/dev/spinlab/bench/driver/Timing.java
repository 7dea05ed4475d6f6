package dev.spinlab.bench.driver;

import java.time.Duration;

/**
 * How long and how often.
 *
 * @param forks JVMs per case and backend: the unit of replication
 * @param warmup length of the one warm-up iteration of a workload that changes storage, on one modelled CPU
 * @param iterations measured iterations per fork
 * @param iteration length of a measured iteration
 */
public record Timing(int forks, Duration warmup, int iterations, Duration iteration) {
    private static final int LIGHT = 3;

    /** Rejects what cannot be run. */
    public Timing {
        if (forks < 1 || iterations < 1 || warmup.isNegative() || iteration.isNegative() || iteration.isZero()) {
            throw new IllegalArgumentException("forks, iterations and times must be positive");
        }
    }

    /**
     * The warm-up of a case: a third for workloads that run little code, and twice as long with several modelled CPUs, since
     * the JVM's compilers then have to share the CPUs with the workers that wait for compiled code.
     *
     * @param measured the case
     * @return length of its warm-up iteration
     */
    public Duration warmup(Case measured) {
        Duration alone = measured.workload().light() ? warmup.dividedBy(LIGHT) : warmup;
        return measured.cpus() == 1 ? alone : alone.multipliedBy(2);
    }

    /**
     * A measured iteration of a case.
     *
     * @param measured the case
     * @return its length, which is longer than usual if the workload needs that
     */
    public Duration iteration(Case measured) {
        Duration least = measured.workload().leastIteration();
        return least.compareTo(iteration) > 0 ? least : iteration;
    }

    /**
     * What one fork of a case is expected to take.
     *
     * @param measured the case
     * @return wall time
     */
    public Duration perFork(Case measured) {
        return ForkCost.of(measured, iterations + 1)
                .plus(warmup(measured))
                .plus(iteration(measured).multipliedBy(iterations));
    }
}
