package dev.spinlab.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Counters;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On real threads, which is what the lock tells its holders by. */
@Timeout(60)
class ReentrantLockAdapterTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final ReentrantLockAdapter lock = new ReentrantLockAdapter("java lock", 50 * MILLI);

    private static Task enter(Machine machine, int cpu) {
        Task task = machine.newTask(cpu, "task-" + cpu);
        task.enter();
        return task;
    }

    private static Machine machine() {
        Machine machine = Machine.builder().cpus(2).build();
        machine.start();
        return machine;
    }

    @Test
    void aFreeLockIsTakenWithPreemptionOffAndCounted() {
        Cpu cpu = enter(machine(), 0).cpu();
        assertThat(lock.lock(cpu)).isEqualTo(LockResult.ACQUIRED);
        assertThat(lock.isLocked()).isTrue();
        assertThat(cpu.preemptionDisabled()).isTrue();
        lock.unlock(cpu);
        assertThat(lock.isLocked()).isFalse();
        assertThat(cpu.preemptionDisabled()).isFalse();
        Counters counters = cpu.context().counters();
        assertThat(counters.lockAcquisitions()).isEqualTo(1);
        assertThat(counters.lockWaits()).isZero();
    }

    @Test
    void theHoldersOwnThreadIsNotLetInAgain() {
        Cpu cpu = enter(machine(), 0).cpu();
        lock.lock(cpu);
        assertThatThrownBy(() -> lock.lock(cpu))
                .isInstanceOf(LockupError.class)
                .hasMessageContaining("lockup on java lock")
                .hasMessageContaining("held on the same thread");
    }

    @Test
    void anInterruptOfTheHolderIsALockupAndNotAnEntry() {
        Machine machine = Machine.builder().build();
        boolean[] entered = new boolean[1];
        boolean[] drawn = new boolean[1];
        InterruptSource third = (cpu, level) -> {
            if (level != ContextLevel.NMI || drawn[0]) {
                return InterruptSource.NEVER;
            }
            drawn[0] = true;
            return 3;
        };
        machine.setInterrupts(third, (cpu, level) -> {
            lock.lock(cpu);
            entered[0] = true;
        });
        machine.start();
        Cpu cpu = enter(machine, 0).cpu();
        lock.lock(cpu);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10; i++) {
                        cpu.step();
                    }
                })
                .isInstanceOf(LockupError.class)
                .hasMessageContaining("NMI");
        assertThat(entered[0]).isFalse();
    }

    @Test
    void anotherCpuWaitsAndIsCounted() throws Exception {
        Machine machine = machine();
        Cpu holder = enter(machine, 0).cpu();
        ReentrantLockAdapter patient = new ReentrantLockAdapter("patient");
        patient.lock(holder);
        Task waiter = machine.newTask(1, "waiter");
        FutureTask<Long> waits = new FutureTask<>(() -> {
            waiter.enter();
            patient.lock(waiter.cpu());
            patient.unlock(waiter.cpu());
            long counted = waiter.cpu().context().counters().lockWaits();
            waiter.leave();
            return counted;
        });
        machine.schedule().start(waiter, waits);
        while (machine.cpu(1).context().counters().lockWaits() == 0) {
            Thread.onSpinWait();
        }
        assertThat(waits.isDone()).isFalse();
        patient.unlock(holder);
        assertThat(waits.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(patient.isLocked()).isFalse();
    }

    @Test
    void waitForAnotherCpuBeyondTheWatchdogIsALockup() throws Exception {
        Machine machine = machine();
        lock.lock(enter(machine, 0).cpu());
        Task waiter = machine.newTask(1, "waiter");
        FutureTask<String> answer = new FutureTask<>(() -> {
            waiter.enter();
            try {
                lock.lock(waiter.cpu());
                return "entered";
            } catch (LockupError lockup) {
                return String.valueOf(lockup.getMessage());
            }
        });
        machine.schedule().start(waiter, answer);
        assertThat(answer.get(30, TimeUnit.SECONDS)).contains("waited for more than 50 ms");
    }

    @Test
    void unlockByWhoDoesNotHoldItIsMisuse() throws Exception {
        Machine machine = machine();
        Cpu cpu = enter(machine, 0).cpu();
        assertThatThrownBy(() -> lock.unlock(cpu))
                .isInstanceOf(LockMisuseError.class)
                .hasMessage("unlock of java lock on cpu 0, which nobody holds");
        lock.lock(cpu);
        Task other = machine.newTask(1, "other");
        FutureTask<String> answer = new FutureTask<>(() -> {
            other.enter();
            try {
                lock.unlock(other.cpu());
                return "unlocked";
            } catch (LockMisuseError misuse) {
                return String.valueOf(misuse.getMessage());
            }
        });
        machine.schedule().start(other, answer);
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("unlock of java lock on cpu 1, held by another thread");
        assertThat(lock.isLocked()).isTrue();
    }
}
