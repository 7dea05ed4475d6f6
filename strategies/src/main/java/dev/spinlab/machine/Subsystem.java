package dev.spinlab.machine;

/**
 * A part of the modelled kernel that lives on ticks, context switches and softirqs, such as RCU.
 *
 * <p>All calls come from the CPU they name, with its baton held.
 */
public interface Subsystem {
    /** Told at every tick of the CPU, in the context that the tick interrupted. May raise a softirq. */
    void tick(Cpu cpu);

    /** Told before {@code task} gives up {@code cpu}, be it preempted, asleep or leaving. */
    default void switchOut(Cpu cpu, Task task) {}

    /** Returns whether {@link #softirq} has something to do on this CPU now. */
    default boolean softirqPending(Cpu cpu) {
        return false;
    }

    /** Runs deferred interrupt work in SOFTIRQ context, interrupts on. */
    default void softirq(Cpu cpu) {}

    /** Returns whether this CPU must go on ticking although no task is on it. */
    default boolean needsTick(Cpu cpu) {
        return false;
    }
}
