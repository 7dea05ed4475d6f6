package dev.spinlab.machine;

import java.util.Arrays;
import java.util.Objects;

/**
 * Real threads, real time, one baton per CPU.
 *
 * <p>The clock is looked at once in {@link #STEPS_PER_TICK} steps. A task whose slice is over while another waits for its
 * CPU is asked to give it up; when it does is for the preemption model to say.
 */
public final class NativeSchedule implements Schedule {
    /**
     * Steps between two looks at the clock: a few microseconds of work, so that the look costs below one percent. A prime,
     * since operations whose length divides it would always be looked at in the same place.
     */
    public static final int STEPS_PER_TICK = 4093;

    private final long sliceNanos;
    private Baton[] batons = {};

    /**
     * Creates a schedule.
     *
     * @param sliceNanos time slice of a task, in nanoseconds
     * @throws IllegalArgumentException if it is not positive
     */
    public NativeSchedule(long sliceNanos) {
        if (sliceNanos <= 0) {
            throw new IllegalArgumentException("a time slice must be positive, not " + sliceNanos + " ns");
        }
        this.sliceNanos = sliceNanos;
    }

    @Override
    public void attach(Machine machine) {
        if (batons.length != 0) {
            throw new IllegalStateException("a native schedule serves one machine");
        }
        batons = new Baton[machine.cpuCount()];
        Arrays.setAll(batons, i -> new Baton());
    }

    @Override
    public void adopt(Task task) {
        task.setCarrier(new NativeCarrier());
    }

    @Override
    public int stepsPerTick() {
        return STEPS_PER_TICK;
    }

    @Override
    public void tick(Cpu cpu) {
        if (contended(cpu) && cpu.sliceNanos() >= sliceNanos) {
            cpu.requestReschedule();
        }
        cpu.timerInterrupt();
    }

    @Override
    public void acquire(Task task) {
        baton(task.cpu()).acquire(carrier(task));
    }

    @Override
    public void release(Task task) {
        baton(task.cpu()).release();
    }

    @Override
    public void yieldCpu(Task task) {
        baton(task.cpu()).yieldTo(carrier(task));
    }

    @Override
    public boolean contended(Cpu cpu) {
        return baton(cpu).contended();
    }

    @Override
    public void park(Task task, long nanos) {
        carrier(task).park(nanos);
    }

    @Override
    public void wake(Task task) {
        carrier(task).wake();
    }

    @Override
    public void start(Task task, Runnable body) {
        Thread thread = new Thread(body, task.name());
        thread.setDaemon(true);
        carrier(task).carriedBy(thread);
        thread.start();
    }

    /**
     * Returns the id of the Java thread that carries {@code task}, for its CPU time.
     *
     * @return 0 if none has been started for it and it has never waited
     */
    public long threadId(Task task) {
        return carrier(task).threadId();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void pause() {
        Thread.onSpinWait();
    }

    private Baton baton(Cpu cpu) {
        return batons[cpu.id()];
    }

    private static NativeCarrier carrier(Task task) {
        return (NativeCarrier) Objects.requireNonNull(task.carrier(), "task is not of a machine with this schedule");
    }
}
