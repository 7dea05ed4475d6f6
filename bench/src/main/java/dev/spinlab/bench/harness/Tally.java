package dev.spinlab.bench.harness;

import dev.spinlab.machine.Errno;
import org.jspecify.annotations.Nullable;

/**
 * One task's counts in one iteration, and what its operation keeps from call to call.
 *
 * <p>A run of refused calls is timed from the end of its first refused call to the end of the accepted call that
 * follows: the accepted call stands for the first refused one, which would cost every call a look at the clock.
 */
public final class Tally extends TallyState {
    byte b000, b001, b002, b003, b004, b005, b006, b007;
    byte b008, b009, b010, b011, b012, b013, b014, b015;
    byte b016, b017, b018, b019, b020, b021, b022, b023;
    byte b024, b025, b026, b027, b028, b029, b030, b031;
    byte b032, b033, b034, b035, b036, b037, b038, b039;
    byte b040, b041, b042, b043, b044, b045, b046, b047;
    byte b048, b049, b050, b051, b052, b053, b054, b055;
    byte b056, b057, b058, b059, b060, b061, b062, b063;
    byte b064, b065, b066, b067, b068, b069, b070, b071;
    byte b072, b073, b074, b075, b076, b077, b078, b079;
    byte b080, b081, b082, b083, b084, b085, b086, b087;
    byte b088, b089, b090, b091, b092, b093, b094, b095;
    byte b096, b097, b098, b099, b100, b101, b102, b103;
    byte b104, b105, b106, b107, b108, b109, b110, b111;
    byte b112, b113, b114, b115, b116, b117, b118, b119;
    byte b120, b121, b122, b123, b124, b125, b126, b127;

    Tally(TaskClock clock, @Nullable Retries retries, @Nullable Recoveries recoveries) {
        super(clock, retries, recoveries);
    }

    // ---- the operation's side --------------------------------------------------------------------------------------

    /**
     * Returns whether the operation has begun and needs further calls.
     *
     * @return what {@link #setUnfinished} was told last
     */
    public boolean unfinished() {
        return unfinished;
    }

    /**
     * Says whether the operation needs another call after the accepted one.
     *
     * @param needsMore true if so
     */
    public void setUnfinished(boolean needsMore) {
        unfinished = needsMore;
    }

    /**
     * Keeps what was read, so that reading it is never dead code.
     *
     * @param read anything
     */
    public void consume(long read) {
        value = read;
    }

    /**
     * Returns whether the iteration is over, so that a task that is waited for may have left. An operation that gives up
     * for that answers OK and stays {@link #setUnfinished unfinished}.
     *
     * @return true once JMH has stopped it
     */
    public boolean stopping() {
        return clock.stopping();
    }

    /**
     * Records how long a call that could not be granted took to be answered. Only for workloads that say so, by {@link
     * Worker#measuresRecovery}.
     *
     * @param code the answer: EDEADLK, ETIMEDOUT, or OK for one that was granted after all
     * @param nanos time from the call to the answer, in nanoseconds
     * @throws IllegalStateException if the workload does not measure recovery
     */
    public void recovered(Errno code, long nanos) {
        Recoveries log = recoveries;
        if (log == null) {
            throw new IllegalStateException(
                    "this workload does not measure recovery; have measuresRecovery return true");
        }
        log.record(code, nanos);
    }

    // ---- the loop's side -------------------------------------------------------------------------------------------

    /**
     * Counts a call by its answer.
     *
     * @return whether the operation is done
     */
    boolean answered(Errno errno) {
        if (errno != Errno.OK) {
            refused(errno);
            return false;
        }
        return accepted();
    }

    /** Counts a refused call. */
    void refused(Errno code) {
        refused.increment(code);
        if (runCalls++ == 0) {
            runStartOnCpuNanos = clock.onCpuNanos();
            runStartWallNanos = clock.wallNanos();
        }
    }

    /**
     * Counts an accepted call.
     *
     * @return whether the operation is done
     */
    boolean accepted() {
        acceptedCalls++;
        if (runCalls != 0) {
            endRun(true);
        }
        if (unfinished) {
            return false;
        }
        successes++;
        return true;
    }

    /** Ends a run that the stop of the iteration cuts short: its time counts, its length is not known. */
    void cut() {
        if (runCalls != 0) {
            endRun(false);
        }
    }

    private void endRun(boolean accepted) {
        refusedNanos += clock.onCpuNanos() - runStartOnCpuNanos;
        Retries log = retries;
        // Only the first call of an operation is asked about; an accepted first call leaves the operation unfinished.
        if (log != null && accepted && unfinished && runBegunBefore) {
            log.skip();
        } else if (log != null && accepted && unfinished) {
            log.record(runCalls + 1, clock.wallNanos() - runStartWallNanos);
        }
        runCalls = 0;
        runBegunBefore = false;
    }

    /**
     * Begins to count. An operation that the last iteration cut short goes on where it was; a run of refusals that has begun
     * already has no known length.
     */
    void reset() {
        runBegunBefore = runCalls != 0;
        if (runBegunBefore) {
            runStartOnCpuNanos = clock.onCpuNanos();
        }
        refused.clear();
        acceptedCalls = 0;
        successes = 0;
        refusedNanos = 0;
        if (retries != null) {
            retries.reset();
        }
        if (recoveries != null) {
            recoveries.reset();
        }
    }
}
