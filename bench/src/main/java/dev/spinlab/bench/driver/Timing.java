package dev.spinlab.bench.driver;

import java.time.Duration;

/**
 * How long and how often.
 *
 * @param forks JVMs per case and backend: the unit of replication
 * @param warmup length of the one warm-up iteration
 * @param iterations measured iterations per fork
 * @param iteration length of a measured iteration
 */
public record Timing(int forks, Duration warmup, int iterations, Duration iteration) {
    /** Time that a fork takes besides its iterations: start of the JVM, set-up, results. Measured on a 2-CPU virtual machine. */
    private static final Duration OVERHEAD = Duration.ofMillis(700);

    /** Rejects what cannot be run. */
    public Timing {
        if (forks < 1 || iterations < 1 || warmup.isNegative() || iteration.isNegative() || iteration.isZero()) {
            throw new IllegalArgumentException("forks, iterations and times must be positive");
        }
    }

    /**
     * What one fork is expected to take.
     *
     * @return wall time
     */
    public Duration perFork() {
        return OVERHEAD.plus(warmup).plus(iteration.multipliedBy(iterations));
    }
}
