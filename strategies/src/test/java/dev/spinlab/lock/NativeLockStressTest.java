package dev.spinlab.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real threads on the native schedule: what two CPUs do under a lock is not torn and not lost. */
class NativeLockStressTest {
    private static final int CPUS = 2;
    private static final int ROUNDS = 200_000;
    private static final long PATIENCE_SECONDS = 60;

    private long counter;

    /** Returns how many attempts got the lock; all are waited for. */
    private long increments(SpinLock lock) throws ExecutionException, InterruptedException, TimeoutException {
        Machine machine = Machine.builder().cpus(CPUS).build();
        machine.start();
        AtomicInteger missing = new AtomicInteger(CPUS);
        List<FutureTask<Long>> results = new ArrayList<>();
        for (int id = 0; id < CPUS; id++) {
            Task task = machine.newTask(id, "task" + id);
            FutureTask<Long> result = new FutureTask<>(() -> {
                task.enter();
                missing.decrementAndGet();
                await(() -> missing.get() == 0);
                long mine = incrementOften(task.cpu(), lock);
                task.leave();
                return mine;
            });
            results.add(result);
            machine.schedule().start(task, result);
        }
        long acquired = 0;
        for (FutureTask<Long> result : results) {
            acquired += result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        for (int id = 0; id < CPUS; id++) {
            LockRig.assertHolds(machine.cpu(id), 0);
        }
        return acquired;
    }

    private static void await(BooleanSupplier state) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!state.getAsBoolean()) {
            assertThat(System.nanoTime()).as("a state that must come").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private long incrementOften(Cpu cpu, SpinLock lock) {
        long acquired = 0;
        for (int i = 0; i < ROUNDS; i++) {
            // On a busy machine a holder may be off its physical CPU for longer than the timeout: then no increment.
            if (lock.lock(cpu) == LockResult.ACQUIRED) {
                acquired++;
                counter++;
                lock.unlock(cpu);
            }
        }
        return acquired;
    }

    @ParameterizedTest
    @EnumSource
    void aWaiterSeesWhatTheHolderWrote(LockProfile profile) throws Exception {
        long patience = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        ResilientQueuedSpinLock lock = ResilientQueuedSpinLock.of(
                "lock", new LockParameters(profile, patience, patience, patience, patience, 65_536, 512, false));
        Machine machine = Machine.builder().cpus(CPUS).build();
        machine.start();
        Task holder = machine.newTask(0, "holder");
        Task waiter = machine.newTask(1, "waiter");
        holder.enter();
        assertThat(lock.lock(holder.cpu())).isEqualTo(LockResult.ACQUIRED);
        FutureTask<Long> seen = new FutureTask<>(() -> {
            waiter.enter();
            assertThat(lock.lock(waiter.cpu())).isEqualTo(LockResult.ACQUIRED);
            long value = counter;
            lock.unlock(waiter.cpu());
            waiter.leave();
            return value;
        });
        machine.schedule().start(waiter, seen);
        await(() -> (lock.word() & LockWord.PENDING) != 0);
        counter = 42;
        lock.unlock(holder.cpu());
        holder.leave();
        assertThat(seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(42);
        assertThat(lock.word()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void noIncrementUnderAResilientLockIsLost(LockProfile profile) throws Exception {
        ResilientQueuedSpinLock lock =
                ResilientQueuedSpinLock.of("lock", LockParameters.current().withProfile(profile));
        long acquired = increments(lock);
        assertThat(counter).isEqualTo(acquired);
        assertThat(acquired).isPositive();
        assertThat(lock.word()).isZero();
    }

    @Test
    void noIncrementUnderTheTestAndSetFallbackIsLost() throws Exception {
        ResilientQueuedSpinLock lock =
                ResilientQueuedSpinLock.of("lock", LockParameters.current().withTestAndSet(true));
        long acquired = increments(lock);
        assertThat(counter).isEqualTo(acquired);
        assertThat(lock.word()).isZero();
    }

    @Test
    void noIncrementUnderARawLockIsLost() throws Exception {
        RawSpinLock lock = new RawSpinLock("raw");
        assertThat(increments(lock)).isEqualTo((long) CPUS * ROUNDS);
        assertThat(counter).isEqualTo((long) CPUS * ROUNDS);
    }

    @Test
    void noIncrementUnderAnUncheckedQueuedLockIsLost() throws Exception {
        QueuedSpinLock lock = new QueuedSpinLock("queued");
        assertThat(increments(lock)).isEqualTo((long) CPUS * ROUNDS);
        assertThat(counter).isEqualTo((long) CPUS * ROUNDS);
        assertThat(lock.wordAcquire()).isZero();
    }

    @Test
    void noIncrementUnderAReentrantLockIsLost() throws Exception {
        ReentrantLockAdapter lock = new ReentrantLockAdapter("java");
        assertThat(increments(lock)).isEqualTo((long) CPUS * ROUNDS);
        assertThat(counter).isEqualTo((long) CPUS * ROUNDS);
    }
}
