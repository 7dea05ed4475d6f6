package dev.spinlab.bench.harness;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;

/**
 * What a workload measures: an operation of one call, or of several that must each succeed in turn.
 *
 * <p>Each task has one of its own. A fork loads one implementation, or two if its tasks have two roles, so calls to it
 * are as good as direct; what an operation keeps from one call to the next lies in the {@link Tally}, which is padded,
 * or behind a {@link dev.spinlab.layout.LeadingPad} of its own.
 */
public interface Operation {
    /**
     * Makes the next call. The task holds its CPU.
     *
     * @param cpu the task's CPU
     * @param tally where to put what was read and whether the operation needs another call
     * @return OK, or why the call was refused; a refused call is made again
     */
    Errno call(Cpu cpu, Tally tally);

    /**
     * Brings about what the operation expects to find, once before the first iteration. The task holds its CPU.
     *
     * @param cpu the task's CPU
     * @throws IllegalStateException if that cannot be done; the message is one line
     */
    default void prepare(Cpu cpu) {}
}
