package dev.spinlab.bench.harness;

import dev.spinlab.layout.LeadingPad;
import org.jspecify.annotations.Nullable;

/** The fields of a {@link Tally}, written at every call. */
abstract class TallyState extends LeadingPad {
    final TaskClock clock;
    final ErrnoCounts refused = new ErrnoCounts();

    /** Null where a workload does not ask how often it had to retry. */
    final @Nullable Retries retries;

    /** Null where a workload does not ask how long its calls took to be answered. */
    final @Nullable Recoveries recoveries;

    long acceptedCalls;
    long successes;

    /** Refused calls since the last accepted one. */
    long runCalls;

    long runStartOnCpuNanos;
    long runStartWallNanos;
    long refusedNanos;

    /** Whether the present run had begun when counting did, so that its length is not known. */
    boolean runBegunBefore;

    boolean unfinished;
    long value;

    TallyState(TaskClock clock, @Nullable Retries retries, @Nullable Recoveries recoveries) {
        this.clock = clock;
        this.retries = retries;
        this.recoveries = recoveries;
    }
}
