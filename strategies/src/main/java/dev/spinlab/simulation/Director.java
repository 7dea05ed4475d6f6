package dev.spinlab.simulation;

import dev.spinlab.machine.Cpu;

/**
 * Decides what happens in a simulated machine. Asked by the context that runs; must answer the same way again if everything
 * before was the same, or runs could not be repeated.
 */
public interface Director {
    /**
     * Asked at every step of the running context, before the access that the step announces.
     *
     * @param cpu where it runs
     * @param options codes of {@link Action} that a schedule offers besides the director's own interrupts: other tasks
     * @param count how many of them
     * @return what happens before the context goes on
     */
    int atStep(Cpu cpu, int[] options, int count);

    /**
     * Asked when the running context cannot go on and several tasks can.
     *
     * @return one of the first {@code count} options
     */
    int next(int[] options, int count);
}
