package dev.spinlab.machine;

/**
 * Where interrupts come from.
 *
 * <p>The seam has two halves. A <em>stepped</em> source answers distances, and the CPU itself raises the interrupt when so
 * many of its steps have passed: repeatable, and at every place where a strategy can be interrupted. An
 * <em>asynchronous</em> source answers {@link #NEVER} and calls {@link InterruptibleCpu#interrupt} by itself, on a thread
 * that keeps the operating system from running the task of that CPU. Strategies see no difference.
 */
public interface InterruptSource {
    /** Distance of an interrupt that does not come. */
    long NEVER = Long.MAX_VALUE / 4;

    /**
     * Draws the distance to the next interrupt.
     *
     * @param cpu number of the CPU
     * @param level HARDIRQ or NMI
     * @return steps from now, at least 1, or {@link #NEVER}
     */
    long nextDistanceSteps(int cpu, ContextLevel level);

    /** Returns whether interrupts come from threads of the source; then the machine must have been built for that. */
    default boolean asynchronous() {
        return false;
    }

    /** Called once when the machine starts; an asynchronous source begins here. */
    default void start(Machine machine) {}

    /** Told of every task that binds its thread, on that thread: so an asynchronous source knows whom it interrupts. */
    default void bound(Task task) {}

    /** Called once when the machine stops. */
    default void stop() {}

    /** Returns the source without interrupts. */
    static InterruptSource none() {
        return (cpu, level) -> NEVER;
    }
}
