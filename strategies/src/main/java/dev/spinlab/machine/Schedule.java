package dev.spinlab.machine;

import java.util.function.LongSupplier;

/**
 * Who runs when, and what time it is: the only door from the machine to its environment.
 *
 * <p>The native schedule has one baton per CPU and real time. A simulated one has a single baton for the whole machine,
 * decides at every step and owns a virtual clock. The strategies are the same classes under both.
 *
 * <p>A task that calls {@link #release}, {@link #yieldCpu} or {@link #park} has already been switched out; all state of its
 * CPU that it wrote is visible to the task that acquires the CPU next.
 */
public interface Schedule {
    /**
     * Called once, by the machine that this schedule serves.
     *
     * @throws IllegalStateException if it serves one already
     */
    void attach(Machine machine);

    /** Called once for every new task of the machine, before anything else is asked about it. */
    void adopt(Task task);

    /** Returns the steps of one CPU between two calls of {@link #tick}; 1 lets the schedule decide at every step. */
    int stepsPerTick();

    /**
     * Called by a running task after so many steps of its CPU. May raise interrupts on that CPU, ask it to reschedule, or,
     * under a simulated schedule, stop the calling thread while others run.
     */
    void tick(Cpu cpu);

    /** Blocks the calling thread until {@code task}, which it carries, holds its CPU. */
    void acquire(Task task);

    /** Gives up the CPU that {@code task} holds. */
    void release(Task task);

    /** Lets the tasks that wait for this CPU run first; returns when {@code task} holds it again. */
    void yieldCpu(Task task);

    /** Returns whether another task waits for this CPU. */
    boolean contended(Cpu cpu);

    /**
     * Blocks the calling thread, whose task holds no CPU, until {@link #wake} or until the time has passed. A wake that came
     * before is not lost. May return early.
     */
    void park(Task task, long nanos);

    /** Ends a present or the next future {@link #park} of {@code task}. Any thread, any context. */
    void wake(Task task);

    /** Runs {@code body} on a new thread that carries {@code task}. */
    void start(Task task, Runnable body);

    /**
     * Runs {@code turn} again and again for {@code task}, which sleeps in between for as many nanoseconds as it answered,
     * until it answers a negative number. A turn begins and ends without the CPU.
     */
    default void startLoop(Task task, LongSupplier turn) {
        start(task, () -> {
            long nanos = turn.getAsLong();
            while (nanos >= 0) {
                park(task, nanos);
                nanos = turn.getAsLong();
            }
        });
    }

    /** Returns the time in nanoseconds since an arbitrary origin. */
    long nanoTime();

    /** Tells the processor that the caller spins. */
    void pause();
}
