package dev.spinlab.bench.driver;

import java.time.Duration;

/**
 * How long and how often.
 *
 * @param forks JVMs per case and backend: the unit of replication
 * @param warmup length of the one warm-up iteration on one modelled CPU
 * @param iterations measured iterations per fork
 * @param iteration length of a measured iteration
 */
public record Timing(int forks, Duration warmup, int iterations, Duration iteration) {
    /** Time that a fork takes besides its iterations: start of the JVM, set-up, results. Measured on a 2-CPU virtual machine. */
    private static final Duration OVERHEAD = Duration.ofMillis(850);

    /** Rejects what cannot be run. */
    public Timing {
        if (forks < 1 || iterations < 1 || warmup.isNegative() || iteration.isNegative() || iteration.isZero()) {
            throw new IllegalArgumentException("forks, iterations and times must be positive");
        }
    }

    /**
     * The warm-up of a case: twice as long with several modelled CPUs, since the JVM's compilers then have to share the CPUs
     * with the workers that wait for compiled code.
     *
     * @param measured the case
     * @return length of its warm-up iteration
     */
    public Duration warmup(Case measured) {
        return measured.cpus() == 1 ? warmup : warmup.multipliedBy(2);
    }

    /**
     * What one fork of a case is expected to take.
     *
     * @param measured the case
     * @return wall time
     */
    public Duration perFork(Case measured) {
        return OVERHEAD.plus(warmup(measured)).plus(iteration.multipliedBy(iterations));
    }
}
