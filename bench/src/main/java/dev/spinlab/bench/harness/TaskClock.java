package dev.spinlab.bench.harness;

/** The two clocks of a task. Asked only where a run of refused calls begins or ends. */
interface TaskClock {
    /** Time the task has had its CPU, in nanoseconds. */
    long onCpuNanos();

    /** Wall time from an arbitrary origin, in nanoseconds. */
    long wallNanos();
}
