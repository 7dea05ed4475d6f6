package dev.spinlab.bench.driver;

import dev.spinlab.results.run.Environment;

/**
 * What one run is to do and where its files go.
 *
 * @param plan the trials and times
 * @param order order within a round
 * @param seed seed of the random order
 * @param command the command line that repeats the run
 * @param folder where its files go
 * @param environment the machine as it is at the start
 * @param pinning whether workers are to be pinned
 */
public record RunSettings(
        Plan plan,
        ForkOrder order,
        long seed,
        String command,
        RunFolder folder,
        Environment environment,
        boolean pinning) {}
