package dev.spinlab.machine;

import dev.spinlab.layout.LeadingPad;
import dev.spinlab.lock.percpu.WaitTimer;

/**
 * One context level of one CPU: what belongs to it and must not be touched by a level above.
 *
 * @see Cpu#context()
 */
public final class Context extends LeadingPad {
    private final ContextLevel level;
    private final Counters counters = new Counters();
    private final WaitTimer waitTimer = new WaitTimer();
    private Errno errno = Errno.OK;

    Context(ContextLevel level) {
        this.level = level;
    }

    /** Returns the level. */
    public ContextLevel level() {
        return level;
    }

    /** Returns the exact counts of this level. */
    public Counters counters() {
        return counters;
    }

    /** Returns the clock of the lock wait that this level is in, if any. */
    public WaitTimer waitTimer() {
        return waitTimer;
    }

    /** Returns why the last operation of this level that could only answer null did so. */
    public Errno errno() {
        return errno;
    }

    /** Records the outcome of an operation that can only answer null. */
    public void setErrno(Errno errno) {
        this.errno = errno;
    }
}
