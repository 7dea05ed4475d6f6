package dev.spinlab.machine;

/**
 * Where interrupts come from.
 *
 * <p>The seam has two halves. A <em>stepped</em> source answers distances, and the CPU itself raises the interrupt when so
 * many of its steps have passed: repeatable, and at every place where a strategy can be interrupted. An
 * <em>asynchronous</em> source answers {@link #NEVER} and calls {@link Cpu#raise} by itself, standing on the CPU whose task
 * it froze. Strategies see no difference.
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

    /** Called once when the machine starts; an asynchronous source begins here. */
    default void start(Machine machine) {}

    /** Called once when the machine stops. */
    default void stop() {}

    /** Returns the source without interrupts. */
    static InterruptSource none() {
        return (cpu, level) -> NEVER;
    }
}
