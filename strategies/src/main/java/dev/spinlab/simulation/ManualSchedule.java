package dev.spinlab.simulation;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Schedule;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.ManualCarrier.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A schedule in which the test says who goes on, and how far.
 *
 * <p>There is one baton for the whole machine: either the test runs, or exactly one task does. A task that does not run
 * stands <em>in a step</em>, before the access which that step announces (or has not begun, waits for its CPU, sleeps, or
 * has ended). So the test may look at everything, and may ask a CPU to reschedule. The clock stands still unless the test
 * moves it or gave it a speed per step. The timer ticks at every step.
 *
 * <p>What a task's body throws is thrown by the call that let the task run. Nothing waits for ever: a task that takes more
 * than the allowed steps in one call fails by name, and so does one that neither takes a step nor ends.
 */
public final class ManualSchedule implements Schedule, AutoCloseable {
    /** Steps that a task may take in one call, unless the constructor says otherwise. */
    public static final long DEFAULT_STEP_LIMIT = 4_000_000;

    private final long nanosPerStep;
    private final long stepLimit;
    private final OneBaton baton = new OneBaton();
    private final List<ManualCarrier> carriers = new ArrayList<>();
    private CpuTurns[] turns = {};
    private @Nullable Machine machine;
    private long nowNanos;

    /** Creates a schedule whose clock only the test moves. */
    public ManualSchedule() {
        this(0);
    }

    /** Creates a schedule whose clock moves by so much at each step of any task. */
    public ManualSchedule(long nanosPerStep) {
        this(nanosPerStep, DEFAULT_STEP_LIMIT);
    }

    /** Creates a schedule that lets a task take at most {@code stepLimit} steps in one call. */
    public ManualSchedule(long nanosPerStep, long stepLimit) {
        this.nanosPerStep = nanosPerStep;
        this.stepLimit = stepLimit;
    }

    // ---- the test's side -------------------------------------------------------------------------------------------

    /** Creates a task that takes CPU {@code cpu}, does {@code body} and leaves. It does not begin yet. */
    public Task spawn(int cpu, String name, Consumer<Cpu> body) {
        Task task = Objects.requireNonNull(machine, "attach a machine first").newTask(cpu, name);
        start(task, () -> {
            task.enter();
            body.accept(task.cpu());
            task.leave();
        });
        return task;
    }

    /**
     * Lets {@code task} take {@code steps} steps: it stands in the last one of them afterwards, unless it ended or lost its
     * CPU before.
     *
     * @return the steps it took
     */
    public long run(Task task, long steps) {
        if (steps == 0) {
            return 0;
        }
        ManualCarrier carrier = carrier(task);
        resume(carrier, () -> carrier.stepsThisRun >= steps);
        return carrier.stepsThisRun;
    }

    /**
     * Lets {@code task} run to the first step at which {@code condition} holds; not at all if it holds now.
     *
     * @throws AssertionError if the task ends, sleeps or loses its CPU before
     */
    public void runUntil(Task task, BooleanSupplier condition) {
        ManualCarrier carrier = carrier(task);
        if (!condition.getAsBoolean()) {
            resume(carrier, condition);
            if (!condition.getAsBoolean()) {
                throw new AssertionError(carrier.describe() + " stopped before the condition held");
            }
        }
    }

    /**
     * Lets {@code task} run to its end.
     *
     * @throws AssertionError if it sleeps or loses its CPU before
     */
    public void finish(Task task) {
        ManualCarrier carrier = carrier(task);
        if (carrier.state == State.ENDED) {
            return;
        }
        resume(carrier, () -> false);
        if (carrier.state != State.ENDED) {
            throw new AssertionError(carrier.describe() + " stopped before its end");
        }
    }

    /**
     * Lets all tasks take turns of one step until all have ended. When all sleep, the clock moves to the first that wakes.
     *
     * @throws AssertionError if nobody can go on, or all together take more than the allowed steps
     */
    public void finishAll() {
        long left = stepLimit;
        while (true) {
            boolean moved = false;
            boolean allEnded = true;
            for (ManualCarrier carrier : List.copyOf(carriers)) {
                if (carrier.canGoOn(nowNanos)) {
                    left -= Math.max(1, run(carrier.task, 1));
                    moved = true;
                }
                allEnded &= carrier.state == State.ENDED;
            }
            if (allEnded) {
                return;
            }
            if (!moved && !wakeFirstSleeper()) {
                throw new AssertionError("nobody can go on: " + describeAll());
            }
            if (left < 0) {
                throw new AssertionError("more than " + stepLimit + " steps and no end: " + describeAll());
            }
        }
    }

    /** Returns whether the body of {@code task} has ended. */
    public boolean ended(Task task) {
        return carrier(task).state == State.ENDED;
    }

    /** Returns whether {@code task} could go on now: it has not ended, and neither waits for its CPU nor sleeps. */
    public boolean runnable(Task task) {
        return carrier(task).canGoOn(nowNanos);
    }

    /** Moves the clock. */
    public void advance(long nanos) {
        nowNanos += nanos;
    }

    /** Has {@code level} raised on {@code cpu} in the step where its task stands, or in its next one. */
    public void interrupt(Cpu cpu, ContextLevel level) {
        turns[cpu.id()].post(level);
    }

    /** Ends all tasks where they stand, by an exception that the test does not see. */
    @Override
    public void close() {
        for (ManualCarrier carrier : carriers) {
            if (carrier.state != State.ENDED) {
                OneBaton.abandon(carrier);
            }
        }
    }

    private void resume(ManualCarrier carrier, BooleanSupplier stop) {
        if (!carrier.canGoOn(nowNanos)) {
            throw new AssertionError(carrier.describe() + " cannot go on; all: " + describeAll());
        }
        carrier.state = State.READY;
        carrier.stop = stop;
        carrier.stepsThisRun = 0;
        baton.lend(carrier);
        carrier.rethrow();
    }

    private boolean wakeFirstSleeper() {
        OptionalLong first = carriers.stream()
                .filter(carrier -> carrier.state == State.PARKED)
                .mapToLong(carrier -> carrier.wakeAtNanos)
                .min();
        first.ifPresent(time -> nowNanos = Math.max(nowNanos, time));
        return first.isPresent();
    }

    private String describeAll() {
        return String.join(", ", carriers.stream().map(ManualCarrier::describe).toList());
    }

    // ---- the machine's side ----------------------------------------------------------------------------------------

    @Override
    public void attach(Machine served) {
        if (machine != null) {
            throw new IllegalStateException("a manual schedule serves one machine");
        }
        machine = served;
        turns = new CpuTurns[served.cpuCount()];
        Arrays.setAll(turns, i -> new CpuTurns());
    }

    @Override
    public void adopt(Task task) {
        task.setCarrier(new ManualCarrier(task));
    }

    @Override
    public void start(Task task, Runnable body) {
        ManualCarrier carrier = carrier(task);
        carrier.prepare(body, baton::giveBack);
        carriers.add(carrier);
    }

    @Override
    public int stepsPerTick() {
        return 1;
    }

    @Override
    public void tick(Cpu cpu) {
        ManualCarrier self = baton.holder();
        self.checkAbandoned();
        nowNanos += nanosPerStep;
        if (++self.stepsThisRun > stepLimit) {
            throw new AssertionError(self.task + " took more than " + stepLimit + " steps");
        }
        if (self.stop.getAsBoolean()) {
            baton.giveBackAndWait(self);
        }
        turns[cpu.id()].raisePosted(cpu);
        cpu.timerInterrupt();
    }

    @Override
    public void acquire(Task task) {
        ManualCarrier self = carrier(task);
        if (!turns[task.cpu().id()].tryTake(self)) {
            baton.giveBackAndWait(self);
        }
    }

    @Override
    public void release(Task task) {
        turns[task.cpu().id()].passOn();
    }

    @Override
    public void yieldCpu(Task task) {
        CpuTurns mine = turns[task.cpu().id()];
        if (!mine.waiting.isEmpty()) {
            ManualCarrier self = carrier(task);
            mine.passOn();
            mine.tryTake(self);
            baton.giveBackAndWait(self);
        }
    }

    @Override
    public boolean contended(Cpu cpu) {
        return !turns[cpu.id()].waiting.isEmpty();
    }

    @Override
    public void park(Task task, long nanos) {
        ManualCarrier self = carrier(task);
        if (!self.woken) {
            self.state = State.PARKED;
            self.wakeAtNanos = nowNanos + nanos;
            baton.giveBackAndWait(self);
        }
        self.woken = false;
    }

    @Override
    public void wake(Task task) {
        carrier(task).woken = true;
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public void pause() {}

    private static ManualCarrier carrier(Task task) {
        return (ManualCarrier) Objects.requireNonNull(task.carrier(), "task is not of this machine");
    }
}
