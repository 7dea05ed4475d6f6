package dev.spinlab.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptHandler;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.ManualSchedule;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A task of a {@link LockRig} that does what the test tells it, one command at a time, and idles in steps otherwise. */
final class Contender {
    private final LockRig rig;
    private final ManualSchedule schedule;
    private final Task task;
    private @Nullable Consumer<Cpu> command;
    private @Nullable LockResult result;

    Contender(LockRig rig, int cpu, String name) {
        this.rig = rig;
        schedule = rig.schedule();
        task = schedule.spawn(cpu, name, this::obey);
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

    /** Gives a command; nothing runs yet. */
    void begin(Consumer<Cpu> order) {
        assertThat(busy()).as("%s is busy", task).isFalse();
        command = order;
    }

    /** Orders an attempt to take {@code lock}; nothing runs yet. */
    void begin(SpinLock lock) {
        result = null;
        begin(cpu -> result = lock.lock(cpu));
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

    LockResult result() {
        return Objects.requireNonNull(result, "no attempt has ended");
    }

    LockResult lock(SpinLock lock) {
        begin(lock);
        return endAttempt();
    }

    void acquire(SpinLock lock) {
        assertThat(lock(lock)).isEqualTo(LockResult.ACQUIRED);
    }

    void unlock(SpinLock lock) {
        begin(lock::unlock);
        end();
    }

    void run(int steps) {
        schedule.run(task, steps);
    }

    void runUntil(BooleanSupplier condition) {
        schedule.runUntil(task, condition);
    }

    /** Runs for some time, after which the ordered attempt must still wait. */
    void spin() {
        run(50);
        assertThat(busy()).as("%s still waits", task).isTrue();
    }

    /** Has this CPU interrupted where it stands; the handler does not run yet. */
    void interrupt(ContextLevel level, InterruptHandler handler) {
        rig.onInterrupt(cpu().id(), handler);
        schedule.interrupt(cpu(), level);
    }

    /** Interrupts this CPU by an NMI that takes {@code lock}, and gives it back if it got it; runs it to the answer. */
    LockResult attemptInNmi(SpinLock lock) {
        Attempt attempt = new Attempt(lock);
        interrupt(ContextLevel.NMI, attempt);
        runUntil(attempt::ended);
        return attempt.result();
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
