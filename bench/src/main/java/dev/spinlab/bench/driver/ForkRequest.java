package dev.spinlab.bench.driver;

import java.nio.file.Path;

/**
 * What one fork is asked to do.
 *
 * @param trial what to measure
 * @param timing iterations and their length
 * @param histogram absolute path of the .hlog file to write, if the workload records histograms
 * @param series absolute path of the .csv file to write, if anything awaits its free
 * @param log file to which JMH's own output is appended
 * @param pinning whether workers are to be bound to their CPUs
 */
public record ForkRequest(Trial trial, Timing timing, Path histogram, Path series, Path log, boolean pinning) {}
