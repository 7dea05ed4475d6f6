package dev.spinlab.machine;

/**
 * One context level of one CPU: what belongs to it and must not be touched by a level above.
 *
 * @see Cpu#context()
 */
public final class Context {
    private final ContextLevel level;
    private final Counters counters = new Counters();
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

    /** Returns why the last operation of this level that could only answer null did so. */
    public Errno errno() {
        return errno;
    }

    /** Records the outcome of an operation that can only answer null. */
    public void setErrno(Errno errno) {
        this.errno = errno;
    }
}
