package dev.spinlab.bench.harness;

/** What a tally asks its task's loop: two clocks, only where a run of refused calls begins or ends, and whether to stop. */
interface TaskClock {
    /** Time the task has had its CPU, in nanoseconds. */
    long onCpuNanos();

    /** Wall time from an arbitrary origin, in nanoseconds. */
    long wallNanos();

    /** Whether JMH has ended the iteration, so that other tasks may be gone. */
    boolean stopping();
}
