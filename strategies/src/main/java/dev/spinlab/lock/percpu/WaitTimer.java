package dev.spinlab.lock.percpu;

import dev.spinlab.layout.LeadingPad;

/**
 * The clock of one wait for a resilient lock. A context level waits for one lock at a time, so each has one of these and a
 * wait allocates nothing.
 *
 * <p>Private to its context level; no other CPU looks at it.
 */
public final class WaitTimer extends LeadingPad {
    private boolean armed;
    private int spinsLeft;
    private long deadlineNanos;
    private long nextCheckNanos;

    /** Creates a timer at rest. */
    public WaitTimer() {}

    /** Begins a wait: the next {@link #due} answers true. */
    public void begin() {
        armed = false;
        spinsLeft = 0;
    }

    /**
     * Counts one spin.
     *
     * @param spinsPerClockRead spins from one look at the clock to the next
     * @return whether it is time to look at the clock
     */
    public boolean due(int spinsPerClockRead) {
        if (spinsLeft > 0) {
            spinsLeft--;
            return false;
        }
        spinsLeft = spinsPerClockRead - 1;
        return true;
    }

    /** Returns whether {@link #arm} was called since {@link #begin}. */
    public boolean armed() {
        return armed;
    }

    /** Sets the deadline and the first check, as times in schedule nanoseconds. */
    public void arm(long deadline, long nextCheck) {
        armed = true;
        deadlineNanos = deadline;
        nextCheckNanos = nextCheck;
    }

    /** Returns whether the deadline has passed. */
    public boolean expired(long now) {
        return now - deadlineNanos > 0;
    }

    /** Returns whether a check is due; if so the next one is {@code interval} nanoseconds from now. */
    public boolean checkDue(long now, long interval) {
        if (now - nextCheckNanos <= 0) {
            return false;
        }
        nextCheckNanos = now + interval;
        return true;
    }
}
