package dev.spinlab.machine;

import java.util.Arrays;

/**
 * A CPU as the handlers of one level see it that run on a thread of their own: the same tables, locks and contexts, but a
 * private state that belongs to that thread. It neither ticks nor is interrupted by itself.
 *
 * <p>All of a handler counts as a read section of both kinds: as long as the task stands still, no grace period can end over
 * it. So a section that the handler enters is never the outermost, and its end never reported: the task that it came over may
 * be in one. Should the task go on before the handler has ended, none of this protects the handler.
 */
final class HandlerCpu extends Cpu {
    private final ContextLevel level;
    private Task[] putOff = new Task[4];
    private int putOffCount;

    HandlerCpu(InterruptibleCpu interrupted, ContextLevel level) {
        super(interrupted, level);
        this.level = level;
        tickDue = InterruptSource.NEVER;
        hardirqDue = InterruptSource.NEVER;
        nmiDue = InterruptSource.NEVER;
        rcuNesting = 1;
        tasksTraceNesting = 1;
        arm(0);
    }

    /** Runs one handler over {@code interrupted}. */
    void run(Task interrupted) {
        current = interrupted;
        handle(level);
    }

    /** {@inheritDoc} Waking takes a lock that the interrupted thread may hold, so it waits for the handler's end. */
    @Override
    public void wake(Task task) {
        if (putOffCount == putOff.length) {
            putOff = Arrays.copyOf(putOff, 2 * putOffCount);
        }
        putOff[putOffCount++] = task;
    }

    void wakePutOff() {
        while (putOffCount > 0) {
            putOff[--putOffCount].wake();
        }
    }
}
