package dev.spinlab.bench.kernelprobe;

/**
 * A case of system calls: update, lookup and delete by turns.
 *
 * @param shared whether all threads work on the storage of one task, instead of each on its own
 * @param threads tasks
 * @param cpus CPUs that they share, as evenly as can be
 */
record CallCase(boolean shared, int threads, int cpus) {}
