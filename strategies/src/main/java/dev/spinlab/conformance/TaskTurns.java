package dev.spinlab.conformance;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptHandler;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.rcu.RcuParameters;
import dev.spinlab.simulation.ManualSchedule;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A kernel whose tasks go on when, and as far as, a check says; the workers do when no such task can. */
class TaskTurns implements AutoCloseable {
    static final InterruptHandler NOTHING = (cpu, level) -> {};

    /** Such that 65,536 spins, between which no waiter looks at the clock, take longer than the shortest timeout. */
    static final long NANOS_PER_STEP = 4_000;

    /** Whoever has not ended after so many steps waits for somebody; well below every timeout. */
    static final long PATIENCE_STEPS = 5_000;

    private static final long SLICE_STEPS = 500;
    private static final int MOST_TURNS = 20_000;
    private static final long IDLE_NANOS = 100_000;

    private final ManualSchedule schedule = new ManualSchedule(NANOS_PER_STEP);
    private final Machine machine;
    private final ModelKernel kernel;
    private final Task[] workers;
    private InterruptHandler handler = NOTHING;
    private int spawned;

    TaskTurns(int cpus) {
        machine = Machine.builder().cpus(cpus).schedule(schedule).build();
        kernel = ModelKernel.on(machine, RcuParameters.shortest());
        workers = machine.tasks();
    }

    /** Powers the machine on, once everything that stands on the kernel is there. */
    final void start() {
        machine.setInterrupts(InterruptSource.none(), (cpu, level) -> handler.handle(cpu, level));
        kernel.start();
    }

    @Override
    public final void close() {
        schedule.close();
    }

    ManualSchedule schedule() {
        return schedule;
    }

    ModelKernel kernel() {
        return kernel;
    }

    Cpu cpu(int id) {
        return machine.cpu(id);
    }

    /** Sets what interrupts do from now on. */
    void onInterrupt(InterruptHandler chosen) {
        handler = chosen;
    }

    /** Creates a task that does {@code body}, after which nothing may be left masked, disabled or being read. */
    Task spawn(int cpu, Consumer<Cpu> body) {
        return schedule.spawn(cpu, "task-" + spawned++, on -> {
            body.accept(on);
            Expect.that(!on.irqsMasked(), "interrupts are unmasked as often as masked");
            Expect.that(!on.preemptionDisabled(), "preemption is enabled as often as disabled");
            Expect.that(!on.migrationDisabled(), "migration is enabled as often as disabled");
            Expect.that(
                    !kernel.rcu().reading(on) && !kernel.tasksTrace().reading(on),
                    "read sections are left as often as entered");
        });
    }

    /** Has a new task do {@code body} to its end; other tasks stand still meanwhile, all but the workers. */
    void on(int cpu, Consumer<Cpu> body) {
        finish(spawn(cpu, body));
    }

    /** Lets {@code task} go on until it ends or clearly waits for somebody who stands still. Returns whether it ended. */
    boolean tryFinish(Task task) {
        schedule.run(task, PATIENCE_STEPS);
        return schedule.ended(task);
    }

    /** Lets {@code tasks} take turns until all have ended, the workers whenever none of them can go on. */
    void finish(Task... tasks) {
        for (int turn = 0; !allEnded(tasks); turn++) {
            if (turn == MOST_TURNS) {
                throw new CheckFailed("tasks do not end: " + Arrays.toString(tasks));
            }
            takeTurn(tasks);
        }
        // A worker that stands in the middle of its turn would keep its CPU from the next task.
        for (int turn = 0; turn < MOST_TURNS && workerStands(); turn++) {
            takeTurn(workers);
        }
    }

    /** Lets {@code task} go on, the workers too, until it stands in a step at which {@code stop} holds. */
    void runUntil(Task task, StopAt stop) {
        for (int turn = 0; !stop.holds(); turn++) {
            if (turn == MOST_TURNS || schedule.ended(task)) {
                throw new CheckFailed(task + " did not come to where it was to stop");
            }
            if (schedule.runnable(task)) {
                schedule.run(task, 1);
            } else {
                takeTurn(workers);
            }
        }
    }

    /** Where a task is to stop. */
    @FunctionalInterface
    interface StopAt {
        /** Returns whether it is there. */
        boolean holds();
    }

    private void takeTurn(Task... tasks) {
        if (!moved(tasks) && !moved(workers)) {
            schedule.advance(IDLE_NANOS);
        }
    }

    private boolean moved(Task... tasks) {
        boolean moved = false;
        for (Task task : tasks) {
            if (schedule.runnable(task)) {
                schedule.run(task, SLICE_STEPS);
                moved = true;
            }
        }
        return moved;
    }

    private boolean allEnded(Task... tasks) {
        return Arrays.stream(tasks).allMatch(schedule::ended);
    }

    private boolean workerStands() {
        return Arrays.stream(workers).anyMatch(worker -> worker.running() && schedule.runnable(worker));
    }

    /** Has {@code stands}, which stands in a step, preempted as soon as it can be by {@code next}, which runs to its end. */
    void preempt(Task stands, Task next) {
        schedule.run(next, 1);
        stands.cpu().requestReschedule();
        while (schedule.runnable(stands)) {
            schedule.run(stands, 1);
        }
        finish(next);
    }

    /** Has {@code tasks}, all on one CPU, preempt each other every few steps until all have ended. */
    void preemptEvery(long steps, List<Task> tasks) {
        boolean going = true;
        while (going) {
            going = false;
            for (Task task : tasks) {
                if (schedule.runnable(task)) {
                    schedule.run(task, steps);
                    task.cpu().requestReschedule();
                    going = true;
                }
            }
        }
        finish(tasks.toArray(new Task[0]));
    }

    /**
     * Stops {@code first} after {@code steps} steps, lets {@code second} go on as far as it can meanwhile, then ends both.
     *
     * @return whether {@code first} had not ended by then
     */
    boolean race(Task first, long steps, Task second) {
        schedule.run(first, steps);
        boolean within = !schedule.ended(first);
        tryFinish(second);
        finish(first, second);
        return within;
    }

    /**
     * Lets {@code task}, alone on its CPU, run to its end with an interrupt at step {@code first} and at every {@code gap}-th
     * after it.
     */
    void interruptEvery(Task task, ContextLevel level, long first, long gap) {
        Cpu cpu = task.cpu();
        long wait = first;
        while (!schedule.ended(task)) {
            long steps = wait;
            long[] looks = new long[1];
            // Only the task's own steps count. The first look comes before it goes on.
            schedule.runUntil(
                    task,
                    () -> (cpu.context().level() == ContextLevel.TASK && ++looks[0] > steps) || schedule.ended(task));
            schedule.interrupt(cpu, level);
            wait = gap;
        }
        handler = NOTHING;
    }
}
