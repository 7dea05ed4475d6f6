package dev.spinlab.bench.harness;

import dev.spinlab.machine.Task;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.infra.Control;

/**
 * The schedule of one task in an open loop: operation k should begin k periods after the first, whatever became of those
 * before it. None is ever dropped: a task that is late begins at once, again and again until it has caught up.
 *
 * <p>The tasks of a trial begin evenly spread over one period, so that they do not all come at the same moment.
 */
final class Pacer {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The last stretch of a wait is not slept: a sleep ends about this much too late. */
    private static final long AWAKE_NANOS = 60_000;

    /** The longest sleep before the next look at whether the iteration is over. */
    private static final long LOOK_NANOS = 1_000_000;

    private final long perSecond;
    private final long phaseNanos;
    private long firstNanos;
    private long begun;

    /**
     * Makes a schedule; {@link #restart} begins it.
     *
     * @param perSecond operations per second
     * @param task number of the task
     * @param tasks number of tasks with such a schedule
     */
    Pacer(long perSecond, int task, int tasks) {
        this.perSecond = perSecond;
        phaseNanos = SECOND_NANOS * task / (perSecond * tasks);
    }

    /** Begins the schedule. */
    void restart(long nowNanos) {
        firstNanos = nowNanos + phaseNanos;
        begun = 0;
    }

    /** Returns when the next operation should begin, and moves on to the one after it. */
    long next() {
        // Of the count, not added up: no rounding ever makes the schedule drift.
        long seconds = begun / perSecond;
        long rest = begun % perSecond;
        begun++;
        return firstNanos + seconds * SECOND_NANOS + rest * SECOND_NANOS / perSecond;
    }

    /**
     * Waits until an operation is due. The task, which may hold its CPU, leaves it to others for the wait; one that is late
     * keeps it.
     *
     * @return false if the iteration ended first
     */
    @SuppressWarnings(
            "ThreadPriorityCheck") // the one whom a spin would keep off may be a task on the same physical CPU
    static boolean await(long dueNanos, Task task, Control control) {
        long left = dueNanos - System.nanoTime();
        if (left > 0 && task.running()) {
            task.leave();
        }
        // Bounded by the due time, and by the stop.
        while (left > 0) {
            if (control.stopMeasurement) {
                return false;
            }
            if (left > AWAKE_NANOS) {
                LockSupport.parkNanos(Math.min(left - AWAKE_NANOS, LOOK_NANOS));
            } else {
                Thread.yield();
            }
            left = dueNanos - System.nanoTime();
        }
        return true;
    }
}
