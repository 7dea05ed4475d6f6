package dev.spinlab.simulation;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.rcu.RcuParameters;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A kernel on a {@link ManualSchedule}, of which the caller directs by hand what matters and has the rest go on by itself:
 * all tasks take turns, workers included, and the clock moves with every step and when all sleep. Every run is the same.
 */
public final class ManualKernel implements AutoCloseable {
    private static final long NANOS_PER_STEP = 1_000;
    private static final long STEPS_PER_TURN = 50;

    /** How far the clock moves when all sleep: below every time for which a task of the model sleeps. */
    private static final long NANOS_ASLEEP = 50_000;

    private final ManualSchedule schedule = new ManualSchedule(NANOS_PER_STEP);
    private final Set<Task> held = new HashSet<>();
    private final ModelKernel kernel;

    /** Creates a kernel that has not been started. */
    public ManualKernel(int cpus, RcuParameters parameters) {
        Machine machine = Machine.builder().cpus(cpus).schedule(schedule).build();
        kernel = ModelKernel.on(machine, parameters);
    }

    /** Returns the schedule. */
    public ManualSchedule schedule() {
        return schedule;
    }

    /** Returns the machine. */
    public Machine machine() {
        return kernel.machine();
    }

    /** Returns the kernel. */
    public ModelKernel kernel() {
        return kernel;
    }

    /** Starts the kernel. The first turns of the workers come with the first {@link #drive}. */
    public ManualKernel start() {
        kernel.start();
        return this;
    }

    /** Creates a task that takes CPU {@code cpu}, does {@code body} and leaves. */
    public Task spawn(int cpu, String name, Consumer<Cpu> body) {
        return schedule.spawn(cpu, name, body);
    }

    /** Leaves {@code task} out of {@link #drive}: it stands where it stands. */
    public void hold(Task task) {
        held.add(task);
    }

    /** Undoes {@link #hold}. */
    public void letGo(Task task) {
        held.remove(task);
    }

    /** Lets everybody go on for so much of the schedule's time. */
    public void drive(long nanos) {
        driveUntil(() -> false, nanos);
    }

    /**
     * Lets everybody go on until {@code condition} holds, for at most so much of the schedule's time.
     *
     * @return whether it holds
     */
    public boolean driveUntil(BooleanSupplier condition, long nanos) {
        long end = schedule.nanoTime() + nanos;
        while (!condition.getAsBoolean() && schedule.nanoTime() < end) {
            if (!turn()) {
                schedule.advance(NANOS_ASLEEP);
            }
        }
        return condition.getAsBoolean();
    }

    /**
     * Lets everybody go on until {@code task} has ended.
     *
     * @return whether it did within so much of the schedule's time
     */
    public boolean driveToEnd(Task task, long nanos) {
        return driveUntil(() -> schedule.ended(task), nanos);
    }

    /** Gives every task that can go on some steps. Returns whether there was one. */
    private boolean turn() {
        boolean moved = false;
        for (Task task : machine().tasks()) {
            if (!held.contains(task) && schedule.runnable(task)) {
                schedule.run(task, STEPS_PER_TURN);
                moved = true;
            }
        }
        return moved;
    }

    /** Ends all tasks where they stand. */
    @Override
    public void close() {
        schedule.close();
    }
}
