package dev.spinlab.machine.realtime;

/**
 * What became of interrupts.
 *
 * @param handled handlers that ran on their own thread, to their end
 * @param pended interrupts that met a mask; the task runs their handlers, those of several at once as one
 * @param nobody interrupts that met no task: the CPU was idle, or between two tasks
 * @param torn handlers among {@code handled} during which the interrupted thread ran, so that they were no interrupts
 * @param missed expiries that were left out: the one before was still being handled, or had taken so long that the CPU was
 *     due to others, or the thread did not run
 */
public record InterruptCounts(long handled, long pended, long nobody, long torn, long missed) {
    /** Nothing. */
    public static final InterruptCounts NONE = new InterruptCounts(0, 0, 0, 0, 0);

    /** Returns the sum. */
    public InterruptCounts plus(InterruptCounts other) {
        return new InterruptCounts(
                handled + other.handled,
                pended + other.pended,
                nobody + other.nobody,
                torn + other.torn,
                missed + other.missed);
    }

    /** Returns what came since {@code earlier}. */
    public InterruptCounts minus(InterruptCounts earlier) {
        return new InterruptCounts(
                handled - earlier.handled,
                pended - earlier.pended,
                nobody - earlier.nobody,
                torn - earlier.torn,
                missed - earlier.missed);
    }
}
