package dev.spinlab.machine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Machines of one CPU for tests; the test's own thread carries the first task. */
final class Rig {
    /** A slice that no test outlives, so that only requests of the test preempt. */
    static final long ENDLESS_SLICE_NANOS = Long.MAX_VALUE / 4;

    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private Rig() {}

    /** Starts a machine with these interrupts and returns its CPU, held by a new task of the calling thread. */
    static Cpu enteredCpu(InterruptSource source, InterruptHandler handler, Subsystem... subsystems) {
        return enteredCpu(Preemption.FULL, new NativeSchedule(ENDLESS_SLICE_NANOS), source, handler, subsystems);
    }

    static Cpu enteredCpu(
            Preemption preemption,
            Schedule schedule,
            InterruptSource source,
            InterruptHandler handler,
            Subsystem... subsystems) {
        Machine machine =
                Machine.builder().preemption(preemption).schedule(schedule).build();
        for (Subsystem subsystem : subsystems) {
            machine.install(subsystem);
        }
        machine.setInterrupts(source, handler);
        machine.start();
        machine.newTask(0, "first").enter();
        return machine.cpu(0);
    }

    static Cpu quietCpu() {
        return enteredCpu(InterruptSource.none(), (cpu, level) -> {});
    }

    static void steps(Cpu cpu, int count) {
        for (int i = 0; i < count; i++) {
            cpu.step();
        }
    }

    /** Starts a second task that waits for {@code cpu}, and returns a flag that it sets once it has run there. */
    static AtomicBoolean secondTaskWaits(Cpu cpu) {
        AtomicBoolean ran = new AtomicBoolean();
        Task second = cpu.machine().newTask(cpu.id(), "second");
        Schedule schedule = cpu.machine().schedule();
        schedule.start(second, () -> {
            second.enter();
            ran.set(true);
            second.leave();
        });
        await(() -> schedule.contended(cpu));
        return ran;
    }

    /** Spins until {@code condition} holds; fails when it does not within a long time. */
    static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > DEADLINE_NANOS) {
                throw new AssertionError("waited too long");
            }
            Thread.onSpinWait();
        }
    }
}
