package dev.spinlab.bench.driver;

import org.openjdk.jmh.results.BenchmarkResult;

/** Runs one fork and waits for it. */
@FunctionalInterface
public interface ForkRunner {

    /**
     * Runs one fork.
     *
     * @param request what to do
     * @return what it measured
     * @throws ForkFailedException if the fork ended without a result
     */
    BenchmarkResult run(ForkRequest request) throws ForkFailedException;
}
