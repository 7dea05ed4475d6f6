package dev.spinlab.simulation;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.ContextViolation;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Schedule;
import dev.spinlab.machine.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the schedules that explore have in common: the virtual clock, the steps at which a {@link Director} is asked, and the
 * loops (workers), whose turns are taken by whoever has nothing else to do.
 */
public abstract class SimulatedSchedule implements Schedule {
    /** A step takes this much virtual time. */
    private static final long STEP_NANOS = 10;

    /** So often time is moved on for a machine on which all sleep: who waits longer waits for what never comes. */
    private static final long MOST_CLOCK_MOVES = 1_000_000;

    private static final int[] NO_OPTIONS = {};

    private final long stepLimit;
    private @Nullable Director director;
    private @Nullable Machine machine;
    private final List<Loop> loops = new ArrayList<>();
    private long nowNanos;
    private long steps;
    private long clockMoves;
    private @Nullable Cpu loopCpu;

    /** Creates one that lets a machine take so many steps under a director. */
    SimulatedSchedule(long stepLimit) {
        this.stepLimit = stepLimit;
    }

    /** Puts a director in charge from here on; null for nobody, which is how a machine begins. */
    public final void direct(@Nullable Director chosen) {
        director = chosen;
    }

    /** Returns the steps that the machine has taken. */
    public final long steps() {
        return steps;
    }

    /** Lets time pass. */
    public final void advance(long nanos) {
        nowNanos += nanos;
    }

    final Machine machine() {
        Machine served = machine;
        if (served == null) {
            throw new IllegalStateException("the schedule serves no machine yet");
        }
        return served;
    }

    // ---- the machine's side ----------------------------------------------------------------------------------------

    @Override
    public final void attach(Machine served) {
        if (machine != null) {
            throw new IllegalStateException("a simulated schedule serves one machine");
        }
        machine = served;
        attached(served);
    }

    void attached(Machine served) {}

    @Override
    public final int stepsPerTick() {
        return 1;
    }

    @Override
    public final void tick(Cpu cpu) {
        nowNanos += STEP_NANOS;
        steps++;
        if (loopCpu != null && loopCpu != cpu) {
            throw new ContextViolation("the worker of cpu " + loopCpu.id() + " takes a step of cpu " + cpu.id());
        }
        stepTaken(cpu);
        Director asked = director;
        if (asked == null || inLoop() || !mayAsk()) {
            return;
        }
        if (steps > stepLimit) {
            throw new NobodyCanGoOn("more than " + stepLimit + " steps and no end: " + describe());
        }
        int[] options = options(cpu);
        act(cpu, asked.atStep(cpu, options, options.length));
    }

    private void act(Cpu cpu, int action) {
        switch (action) {
            case Action.NOTHING -> {}
            case Action.HARDIRQ -> cpu.raise(ContextLevel.HARDIRQ);
            case Action.NMI -> cpu.raise(ContextLevel.NMI);
            case Action.PREEMPT -> cpu.requestReschedule();
            case Action.TICK -> cpu.timerInterrupt();
            default -> switchTo(action - Action.TASK);
        }
    }

    /** Told at every step, the director's or not. */
    void stepTaken(Cpu cpu) {}

    /** Returns whether the director is to be asked at this step. */
    boolean mayAsk() {
        return true;
    }

    /** Returns what this schedule offers the director at a step of {@code cpu}. */
    int[] options(Cpu cpu) {
        return NO_OPTIONS;
    }

    /** Lets another task of another CPU go on. */
    void switchTo(int task) {
        throw new IllegalArgumentException("there is no task to switch to: " + task);
    }

    /** Returns the director, for choices between tasks. */
    final @Nullable Director director() {
        return director;
    }

    abstract String describe();

    @Override
    public final long nanoTime() {
        return nowNanos;
    }

    final void moveClockTo(long nanos) {
        if (++clockMoves > MOST_CLOCK_MOVES) {
            throw new NobodyCanGoOn("all sleep, wake and sleep again for ever: " + describe());
        }
        nowNanos = Math.max(nowNanos, nanos);
    }

    // ---- loops -----------------------------------------------------------------------------------------------------

    /** A task that lives in turns, and when it wants the next one. */
    private static final class Loop {
        final Task task;
        final LongSupplier turn;
        long dueNanos;
        boolean woken = true;
        boolean over;

        Loop(Task task, LongSupplier turn) {
            this.task = task;
            this.turn = turn;
        }
    }

    @Override
    public final void startLoop(Task task, LongSupplier turn) {
        loops.add(new Loop(task, turn));
    }

    /** Returns the turn of the loop whose task is on {@code cpu}, to be run as if it were a task of its own. */
    public final Runnable turnOf(Cpu cpu) {
        for (Loop loop : loops) {
            if (loop.task.cpu() == cpu) {
                return () -> take(loop);
            }
        }
        throw new IllegalStateException("no loop on " + cpu);
    }

    /** Returns the task of the loop on {@code cpu}. */
    public final Task loopTask(Cpu cpu) {
        for (Loop loop : loops) {
            if (loop.task.cpu() == cpu) {
                return loop.task;
            }
        }
        throw new IllegalStateException("no loop on " + cpu);
    }

    private void take(Loop loop) {
        loop.woken = false;
        long nanos = loop.turn.getAsLong();
        loop.over = nanos < 0;
        loop.dueNanos = nowNanos + nanos;
    }

    /** Wakes the loop of {@code task}; returns whether there is one. */
    final boolean wakeLoop(Task task) {
        for (Loop loop : loops) {
            if (loop.task == task) {
                loop.woken = true;
                return true;
            }
        }
        return false;
    }

    /**
     * Has one loop take its turn, if one is awake or due before {@code untilNanos} and its CPU is free.
     *
     * @return whether one did
     */
    final boolean runLoop(long untilNanos) {
        if (inLoop()) {
            return false;
        }
        Loop first = null;
        for (Loop loop : loops) {
            boolean ready = !loop.over && isFree(loop.task.cpu()) && (loop.woken || loop.dueNanos < untilNanos);
            if (ready && (first == null || due(loop) < due(first))) {
                first = loop;
            }
        }
        if (first == null) {
            return false;
        }
        moveClockTo(due(first));
        loopCpu = first.task.cpu();
        take(first);
        loopCpu = null;
        return true;
    }

    /** Returns whether a loop takes its turn, on the thread of whoever lets time pass. */
    final boolean inLoop() {
        return loopCpu != null;
    }

    private static long due(Loop loop) {
        return loop.woken ? 0 : loop.dueNanos;
    }

    /** Returns whether no task holds {@code cpu}. */
    abstract boolean isFree(Cpu cpu);
}
