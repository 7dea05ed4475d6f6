package dev.spinlab.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.lock.percpu.QueueNode;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptHandler;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import dev.spinlab.simulation.ManualSchedule;
import java.util.Arrays;

/** A machine on a manual schedule, whose tasks the test tells to lock and unlock, and whose handlers it sets per CPU. */
final class LockRig implements AutoCloseable {
    static final long MILLI = 1_000_000;

    private final ManualSchedule schedule = new ManualSchedule();
    private final Machine machine;
    private final InterruptHandler[] handlers;

    LockRig(int cpus) {
        machine = Machine.builder().cpus(cpus).schedule(schedule).build();
        handlers = new InterruptHandler[cpus];
        Arrays.fill(handlers, (InterruptHandler) (cpu, level) -> {});
        machine.setInterrupts(InterruptSource.none(), (cpu, level) -> handlers[cpu.id()].handle(cpu, level));
        machine.start();
    }

    /** The kernel's times, with the clock looked at in every spin so that a test need not spin 65,536 times. */
    static LockParameters parameters(LockProfile profile) {
        return LockParameters.current().withProfile(profile).withSpinsPerClockRead(1);
    }

    static ResilientQueuedSpinLock lock(LockProfile profile, String name) {
        return ResilientQueuedSpinLock.of(name, parameters(profile));
    }

    ManualSchedule schedule() {
        return schedule;
    }

    Cpu cpu(int id) {
        return machine.cpu(id);
    }

    /** Returns a new task on {@code cpu}, ready to be told what to do. */
    Contender contender(int cpu) {
        return new Contender(this, cpu, "task" + machine.tasks().length);
    }

    /** Sets what interrupts do on {@code cpu}. */
    void onInterrupt(int cpu, InterruptHandler handler) {
        handlers[cpu] = handler;
    }

    void advanceMillis(long millis) {
        schedule.advance(millis * MILLI);
    }

    /** Nobody holds, waits for or remembers anything. */
    void assertAtRest(ResilientQueuedSpinLock... locks) {
        for (ResilientQueuedSpinLock lock : locks) {
            assertThat(lock.word()).as("word of %s", lock).isZero();
        }
        for (int id = 0; id < machine.cpuCount(); id++) {
            assertHolds(cpu(id), 0);
        }
    }

    /** The CPU holds so many locks and is otherwise as if no attempt had been made. */
    static void assertHolds(Cpu cpu, int locks) {
        QueueNode first = cpu.queueNode(0);
        assertThat(first.inUse()).as("queue nodes in use on %s", cpu).isZero();
        assertThat(cpu.heldLocks().depth()).as("held depth of %s", cpu).isEqualTo(locks);
        assertThat(cpu.preemptionDisabled()).as("preemption off on %s", cpu).isEqualTo(locks > 0);
        assertThat(cpu.irqsMasked()).as("interrupts masked on %s", cpu).isFalse();
    }

    @Override
    public void close() {
        schedule.close();
    }
}
