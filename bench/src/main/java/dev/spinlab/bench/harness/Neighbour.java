package dev.spinlab.bench.harness;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Task;
import java.util.concurrent.TimeUnit;

/**
 * Other work on one CPU: a task that takes its turns there like any other, and counts what it gets done.
 *
 * <p>It uses nothing that the measured tasks use but the CPU. So how much it gets done shows what their waiting costs
 * others: a task that spins through its time slice takes it away from the neighbour, one that is refused and leaves does
 * not.
 */
final class Neighbour {
    /** Steps of one unit of work, each with a little arithmetic: some hundred nanoseconds. */
    private static final int STEPS_PER_UNIT = 100;

    private final Task task;
    private volatile boolean wanted;
    private boolean resting;
    private boolean over;

    /** Written with the CPU held, and read by tasks that hold it. */
    private long units;

    private long steps;
    private long value = 1;

    private Neighbour(Task task) {
        this.task = task;
    }

    /** Starts a neighbour, which rests until it is woken. */
    static Neighbour start(Task task) {
        Neighbour neighbour = new Neighbour(task);
        Thread thread = new Thread(neighbour::live, task.name());
        thread.setDaemon(true);
        thread.start();
        return neighbour;
    }

    private void live() {
        task.bind();
        // Bounded by the end of the trial.
        while (awaitWork()) {
            task.enter();
            Cpu cpu = task.cpu();
            while (wanted) {
                work(cpu);
                cpu.operationEnd();
            }
            task.leave();
        }
    }

    private void work(Cpu cpu) {
        long mixed = value;
        for (int i = 0; i < STEPS_PER_UNIT; i++) {
            steps++;
            cpu.step();
            mixed = mixed * 0x5851F42D4C957F2DL + 1;
        }
        value = mixed;
        units++;
    }

    private synchronized boolean awaitWork() {
        resting = true;
        notifyAll();
        while (!wanted && !over) {
            try {
                wait();
            } catch (InterruptedException stop) {
                return false;
            }
        }
        resting = false;
        return !over;
    }

    /** Has it work until {@link #halt}; a second call changes nothing. */
    void wake() {
        if (!wanted) {
            synchronized (this) {
                wanted = true;
                notifyAll();
            }
        }
    }

    /** Has it leave the CPU as soon as it has it; a second call changes nothing. */
    void halt() {
        if (wanted) {
            synchronized (this) {
                wanted = false;
            }
        }
    }

    /**
     * Waits until it has left its CPU.
     *
     * @return false if it did not within {@code seconds}
     */
    synchronized boolean awaitRest(long seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!resting) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Ends it for good. */
    synchronized void end() {
        wanted = false;
        over = true;
        notifyAll();
    }

    /** Units done. For who holds the CPU, or once it rests. */
    long units() {
        return units;
    }

    /** Steps taken, a unit's in progress included. For who holds the CPU, or once it rests. */
    long steps() {
        return steps;
    }

    /** What the arithmetic came to, which makes it impossible to leave it out. */
    long value() {
        return value;
    }
}
