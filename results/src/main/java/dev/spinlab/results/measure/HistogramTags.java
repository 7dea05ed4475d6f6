package dev.spinlab.results.measure;

import dev.spinlab.results.run.RunDirectory;

/** Tags of the histograms in the logs of a run, in nanoseconds unless said. */
public final class HistogramTags {
    /** First attempt to success over all tasks; in an open loop from the intended start. */
    public static final String LATENCY = RunDirectory.LATENCY;

    /** The same from the actual start, open loop only. */
    public static final String LATENCY_UNCORRECTED = "latency.uncorrected.merged";

    /** Calls needed per success. */
    public static final String CALLS_UNTIL_SUCCESS = RunDirectory.CALLS_UNTIL_SUCCESS;

    /** Wall time until success. */
    public static final String TIME_UNTIL_SUCCESS = "timeUntilSuccess.merged";

    /** What the tags of recovery times begin with; the answer's code follows. */
    public static final String RECOVERY = "recovery.";

    /** From unlinking an element to freeing it. */
    public static final String UNLINK_TO_FREE = "unlinkToFree";

    /** Grace periods of the regular domain. */
    public static final String GRACE_PERIOD_RCU = "gracePeriod.rcu";

    /** Grace periods of the domain whose readers may sleep. */
    public static final String GRACE_PERIOD_TRACE = "gracePeriod.trace";

    private HistogramTags() {}
}
