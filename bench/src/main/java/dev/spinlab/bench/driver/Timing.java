package dev.spinlab.bench.driver;

import java.time.Duration;

/**
 * How long and how often.
 *
 * @param forks JVMs per case and backend: the unit of replication
 * @param warmup length of all warm-up iterations on one modelled CPU
 * @param iterations measured iterations per fork
 * @param iteration length of a measured iteration
 */
public record Timing(int forks, Duration warmup, int iterations, Duration iteration) {
    private static final int WARMUP_ITERATION_MILLIS = 100;

    /** Warm-up iterations of operations that take long: each waits for one to end. */
    private static final int OF_LONG_OPERATIONS = 2;

    /** Rejects what cannot be run. */
    public Timing {
        if (forks < 1 || iterations < 1 || warmup.isNegative() || iteration.isNegative() || iteration.isZero()) {
            throw new IllegalArgumentException("forks, iterations and times must be positive");
        }
    }

    /**
     * How many iterations the warm-up of a case has. Several short ones warm up sooner than a long one: the loop around the
     * operation is compiled while it runs, when much of what it calls is not, and only the next iteration enters the better
     * code that was made in the meantime.
     *
     * @param measured the case
     * @return 0 if there is no warm-up
     */
    public int warmupIterations(Case measured) {
        return measured.workload().leastIteration().isZero() ? usual() : Math.min(usual(), OF_LONG_OPERATIONS);
    }

    private int usual() {
        return (int) ((warmup.toMillis() + WARMUP_ITERATION_MILLIS - 1) / WARMUP_ITERATION_MILLIS);
    }

    /**
     * A warm-up iteration of a case: twice as long with several modelled CPUs, since the JVM's compilers then have to share
     * the CPUs with the workers that wait for compiled code.
     *
     * @param measured the case, with a warm-up
     * @return its length
     */
    public Duration warmupIteration(Case measured) {
        return warmup.dividedBy(usual()).multipliedBy(measured.cpus() == 1 ? 1 : 2);
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
        int warmups = warmupIterations(measured);
        Duration warming =
                warmups == 0 ? Duration.ZERO : warmupIteration(measured).multipliedBy(warmups);
        return ForkCost.of(measured, iterations + warmups)
                .plus(warming)
                .plus(iteration(measured).multipliedBy(iterations));
    }
}
