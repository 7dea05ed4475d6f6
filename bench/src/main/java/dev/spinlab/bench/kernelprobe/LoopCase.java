package dev.spinlab.bench.kernelprobe;

/**
 * A case inside BPF programs.
 *
 * @param operation what each task does
 * @param threads tasks
 * @param cpus CPUs that they share, as evenly as can be
 * @param interruptMicros distance of the interrupts in microseconds of a task's CPU time, 0 without
 */
record LoopCase(Operation operation, int threads, int cpus, int interruptMicros) {}
