package dev.spinlab.simulation;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything on the calling thread: an interrupt nests in what it interrupts, and so does a task in the task it preempts. No
 * thread is ever switched, so this is fast; the price is that a preempted task goes on only when the one on top of it has
 * ended.
 *
 * <p>A task given to {@link #start} waits for its CPU; it runs when the director preempts, or when nobody else is left.
 */
public final class InlineSchedule extends SimulatedSchedule {
    private static final long SPIN_STEPS = 16;
    private static final int[] PREEMPT_ONLY = {Action.PREEMPT};

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final SpinClock spinning = new SpinClock();
    private @Nullable Task[] holders = {};
    private long lastSpinStep;
    private int preempted;

    /** Creates one that lets a machine take so many steps under a director. */
    public InlineSchedule(long stepLimit) {
        super(stepLimit);
    }

    private record Waiting(Task task, Runnable body) {}

    /** What a task sleeps by. */
    private static final class Sleeper {
        boolean woken;
    }

    /** A task would have to wait for one that lies below it on the stack: this schedule cannot go on, another one could. */
    public static final class CannotNest extends Error {
        private static final long serialVersionUID = 1L;

        CannotNest(String message) {
            super(message);
        }
    }

    @Override
    void attached(Machine served) {
        holders = new Task[served.cpuCount()];
    }

    @Override
    public void adopt(Task task) {
        task.setCarrier(new Sleeper());
    }

    private static Sleeper sleeper(Task task) {
        return (Sleeper) Objects.requireNonNull(task.carrier(), "task is not of this machine");
    }

    @Override
    public void acquire(Task task) {
        if (!isFree(task.cpu())) {
            throw new CannotNest(
                    task + " would have to wait for " + holders[task.cpu().id()]);
        }
        holders[task.cpu().id()] = task;
    }

    @Override
    public void release(Task task) {
        holders[task.cpu().id()] = null;
    }

    @Override
    boolean isFree(Cpu cpu) {
        return holders[cpu.id()] == null;
    }

    @Override
    public boolean contended(Cpu cpu) {
        for (Waiting one : waiting) {
            if (one.task.cpu() == cpu) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void yieldCpu(Task task) {
        Waiting first = takeWaiting(task.cpu());
        if (first != null) {
            release(task);
            preempted++;
            first.body.run();
            preempted--;
            acquire(task);
        }
    }

    private @Nullable Waiting takeWaiting(Cpu cpu) {
        for (Waiting one : waiting) {
            if (one.task.cpu() == cpu) {
                waiting.remove(one);
                return one;
            }
        }
        return null;
    }

    @Override
    public void start(Task task, Runnable body) {
        waiting.add(new Waiting(task, body));
    }

    /** Forgets the tasks that still wait for a CPU. */
    public void forgetWaiting() {
        waiting.clear();
    }

    @Override
    int[] options(Cpu cpu) {
        return contended(cpu) ? PREEMPT_ONLY : super.options(cpu);
    }

    @Override
    public void park(Task task, long nanos) {
        if (preempted > 0) {
            throw new CannotNest(task + " sleeps on top of a task that it preempted");
        }
        long wakeAtNanos = nanoTime() + nanos;
        Sleeper sleeper = sleeper(task);
        while (!sleeper.woken && nanoTime() < wakeAtNanos) {
            if (!waiting.isEmpty()) {
                waiting.remove().body.run();
            } else if (!runLoop(wakeAtNanos)) {
                moveClockTo(wakeAtNanos);
            }
        }
        sleeper.woken = false;
    }

    @Override
    public void wake(Task task) {
        if (!wakeLoop(task)) {
            sleeper(task).woken = true;
        }
    }

    @Override
    public void pause() {
        if (steps() - lastSpinStep > SPIN_STEPS) {
            spinning.reset();
        }
        lastSpinStep = steps();
        advance(spinning.spin());
        if (spinning.hopeless()) {
            throw new NobodyCanGoOn("spins for ever: " + describe());
        }
    }

    @Override
    boolean mayAsk() {
        return !spinning.longSpin() || steps() - lastSpinStep > SPIN_STEPS;
    }

    @Override
    String describe() {
        StringBuilder text = new StringBuilder();
        for (int id = 0; id < holders.length; id++) {
            text.append(text.length() == 0 ? "" : "; ").append(machine().cpu(id));
        }
        return text.toString();
    }
}
