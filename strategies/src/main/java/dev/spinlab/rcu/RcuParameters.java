package dev.spinlab.rcu;

/**
 * How long grace periods last at least, in nanoseconds of the schedule.
 *
 * @param rcuMinNanos regular RCU
 * @param tasksTraceMinNanos Tasks Trace RCU
 */
public record RcuParameters(long rcuMinNanos, long tasksTraceMinNanos) {
    /** Checks the ranges. */
    public RcuParameters {
        if (rcuMinNanos < 0 || tasksTraceMinNanos < 0) {
            throw new IllegalArgumentException("a grace period cannot last a negative time");
        }
    }

    /** Returns 1 ms for regular RCU, and 17 ms for Tasks Trace RCU, the mean published in 2022 (kernel-facts 4.3). */
    public static RcuParameters defaults() {
        return new RcuParameters(1_000_000, 17_000_000);
    }

    /** Returns periods as short as their readers allow, for tests. */
    public static RcuParameters shortest() {
        return new RcuParameters(0, 0);
    }
}
