package dev.spinlab.bench.harness;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.Task;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One task of a trial under interrupts: its operation, again and again, until it is stopped. */
final class InterruptedTask {
    private final Task task;
    private final Operation operation;
    private final HandlerTally handlers;
    private final CountDownLatch prepared;
    private final CountDownLatch left;
    private final int callsBetweenLooks;
    private final Tally tally = new Tally(new WallClock(), null, null);
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    /**
     * Makes one.
     *
     * @param prepared counted down once the task is ready and has done its first operations, or has failed
     * @param left counted down once the task has left its CPU, whatever happened
     * @param callsBetweenLooks calls between two looks whether it is stopped
     */
    InterruptedTask(
            Task task,
            Operation operation,
            HandlerTally handlers,
            CountDownLatch prepared,
            CountDownLatch left,
            int callsBetweenLooks) {
        this.task = task;
        this.operation = operation;
        this.handlers = handlers;
        this.prepared = prepared;
        this.left = left;
        this.callsBetweenLooks = callsBetweenLooks;
        task.attach(handlers);
    }

    /** Nothing of a tally's times is used here. */
    private final class WallClock implements TaskClock {
        @Override
        public long onCpuNanos() {
            return System.nanoTime();
        }

        @Override
        public long wallNanos() {
            return System.nanoTime();
        }

        @Override
        public boolean stopping() {
            return stopped;
        }
    }

    void start() {
        task.cpu().machine().schedule().start(task, this::live);
    }

    void stop() {
        stopped = true;
    }

    /** What the task threw; null if it has not. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    HandlerTally handlers() {
        return handlers;
    }

    /** Operations done; once it has left. */
    long successes() {
        return tally.successes;
    }

    private void live() {
        try {
            task.bind();
            task.enter();
            operation.prepare(task.cpu());
            calls(task.cpu());
            prepared.countDown();
            while (!stopped) {
                calls(task.cpu());
            }
            task.leave();
        } catch (Throwable thrown) {
            // Errors too, which are what a broken strategy throws: the end of the round reports it.
            failure = thrown;
            task.abandon();
        } finally {
            prepared.countDown();
            left.countDown();
        }
    }

    private void calls(Cpu cpu) {
        for (int i = 0; i < callsBetweenLooks; i++) {
            Errno errno = operation.call(cpu, tally);
            cpu.operationEnd();
            tally.answered(errno);
        }
    }
}
