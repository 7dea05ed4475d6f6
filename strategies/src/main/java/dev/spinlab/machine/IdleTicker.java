package dev.spinlab.machine;

/** Keeps a CPU ticking that no task is on although a {@link Subsystem} still needs it. */
public interface IdleTicker {
    /**
     * Told after {@code task} gave up its CPU while that CPU still needs ticks. The CPU may meanwhile have been taken by
     * another task.
     */
    void wentIdle(Task task);
}
