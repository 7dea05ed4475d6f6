package dev.spinlab.conformance;

import dev.spinlab.lock.LockMisuseError;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptHandler;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.ManualSchedule;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A task of a {@link LockBench} that does what the check tells it, one command at a time, and idles in steps otherwise. */
final class Contender {
    private static final int A_WHILE = 50;

    private final LockBench bench;
    private final ManualSchedule schedule;
    private final Task task;
    private @Nullable Consumer<Cpu> command;
    private @Nullable LockResult result;

    Contender(LockBench bench, int cpu) {
        this.bench = bench;
        schedule = bench.schedule();
        task = schedule.spawn(cpu, "task", this::obey);
        schedule.run(task, 1);
    }

    private void obey(Cpu cpu) {
        while (true) {
            Consumer<Cpu> order = command;
            if (order != null) {
                order.accept(cpu);
                command = null;
            }
            cpu.step();
        }
    }

    Cpu cpu() {
        return task.cpu();
    }

    /** Returns the word of a lock of which this task is the last in the queue, but for locked and pending. */
    int tail() {
        return LockBench.tail(cpu().id(), 0);
    }

    /** Returns the atomic instructions that this CPU has executed as a task. */
    long atomics() {
        return cpu().context().counters().atomics();
    }

    /** Gives a command; nothing runs yet. */
    void begin(Consumer<Cpu> order) {
        Expect.that(!busy(), task + " is free for a command");
        command = order;
    }

    /** Orders an attempt to take {@code lock}; nothing runs yet. */
    void begin(SpinLock lock) {
        result = null;
        begin(cpu -> result = lock.lock(cpu));
    }

    /** Orders an attempt to take {@code lock}, and lets it begin to wait. */
    void waitFor(SpinLock lock) {
        begin(lock);
        spin();
    }

    /** Returns whether the last command has not been finished. */
    boolean busy() {
        return command != null;
    }

    /** Runs until the last command is finished. */
    void end() {
        schedule.runUntil(task, () -> !busy());
    }

    /** Runs until the ordered attempt has ended, and returns how. */
    LockResult endAttempt() {
        end();
        return result();
    }

    /** Runs {@code steps} steps, within which the ordered attempt must end, and returns how it did. */
    LockResult endWithin(int steps) {
        run(steps);
        Expect.that(!busy(), task + " ends within " + steps + " steps");
        return result();
    }

    /** Has {@code lock} attempted; the answer must come when {@code millis} milliseconds have passed, or before. */
    void waitAtMost(SpinLock lock, long millis) {
        begin(lock);
        run(A_WHILE);
        bench.advanceMillis(millis);
        run(A_WHILE);
        Expect.that(!busy(), task + " has an answer on " + lock + " within " + millis + " ms");
    }

    LockResult result() {
        return Objects.requireNonNull(result, "no attempt has ended");
    }

    LockResult lock(SpinLock lock) {
        begin(lock);
        return endAttempt();
    }

    void acquire(SpinLock lock) {
        Expect.equal(lock(lock), LockResult.ACQUIRED, task + " takes " + lock);
    }

    /** Runs until the ordered attempt has ended, which must be with the lock. */
    void endAcquired() {
        Expect.equal(endAttempt(), LockResult.ACQUIRED, "attempt of " + task);
    }

    /** Runs until the ordered attempt has ended, with the lock, and gives it back. */
    void endAndUnlock(SpinLock lock) {
        endAcquired();
        unlock(lock);
    }

    void unlock(SpinLock lock) {
        order(lock::unlock);
    }

    /** Has a command carried out. */
    void order(Consumer<Cpu> order) {
        begin(order);
        end();
    }

    /** Has a command carried out, and returns whether it was reported as misuse of a lock. */
    boolean misuse(Consumer<Cpu> order) {
        boolean[] reported = new boolean[1];
        order(cpu -> {
            try {
                order.accept(cpu);
            } catch (LockMisuseError expected) {
                reported[0] = true;
            }
        });
        return reported[0];
    }

    void run(int steps) {
        schedule.run(task, steps);
    }

    void runUntil(BooleanSupplier condition) {
        schedule.runUntil(task, condition);
    }

    /** Runs for some time, after which the command must still be going on. */
    void spin() {
        run(A_WHILE);
        Expect.that(busy(), task + " still waits");
    }

    /** Has this CPU interrupted where it stands; the handler does not run yet. */
    void interrupt(ContextLevel level, InterruptHandler handler) {
        bench.onInterrupt(cpu().id(), handler);
        schedule.interrupt(cpu(), level);
    }

    /** Interrupts this CPU by a handler that takes {@code lock}; it waits for so many milliseconds and no longer. */
    LockResult interruptFor(ContextLevel level, SpinLock lock, long millis) {
        HandlerAttempt attempt = new HandlerAttempt(lock);
        interrupt(level, attempt);
        run(A_WHILE);
        bench.advanceMillis(millis);
        run(A_WHILE);
        Expect.that(!attempt.ended(), level + " on " + lock + " still waits");
        bench.advance(1);
        runUntil(attempt::ended);
        return attempt.result();
    }

    /** Interrupts this CPU by a handler that takes {@code lock}, and must have an answer although no time passes. */
    LockResult interruptAtOnce(ContextLevel level, SpinLock lock) {
        HandlerAttempt attempt = new HandlerAttempt(lock);
        interrupt(level, attempt);
        run(A_WHILE);
        Expect.that(attempt.ended(), level + " on " + lock + " has an answer at once");
        return attempt.result();
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
