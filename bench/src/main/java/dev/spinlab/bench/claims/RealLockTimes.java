package dev.spinlab.bench.claims;

import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockProfile;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The same on real threads and this machine's clock: for the figures, since a spin takes what it takes here.
 *
 * @param twice median time to the answer of who holds the lock already
 * @param crossed median time until one of two CPUs is refused, each at the lock that the other holds
 * @param stuck time to the answer of a waiter behind a holder that does not let go
 */
record RealLockTimes(LockAnswer twice, LockAnswer crossed, LockAnswer stuck) {
    private static final int REPEATS = 15;
    private static final long PATIENCE_SECONDS = 30;

    /**
     * Makes the attempts with one generation of rules.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    static RealLockTimes run(LockProfile profile) throws InterruptedException {
        LockParameters parameters = LockParameters.current().withProfile(profile);
        List<LockAnswer> twice = new ArrayList<>();
        List<LockAnswer> crossed = new ArrayList<>();
        try {
            for (int i = 0; i < REPEATS; i++) {
                twice.add(twice(parameters));
                crossed.add(crossed(parameters));
            }
            return new RealLockTimes(median(twice), median(crossed), stuck(parameters));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("an attempt at a resilient lock got no answer: " + e, e);
        }
    }

    /** The middle one by time, but one with another answer first, since it must not go unseen. */
    private static LockAnswer median(List<LockAnswer> answers) {
        for (LockAnswer answer : answers) {
            if (answer.result() != LockResult.DEADLOCK) {
                return answer;
            }
        }
        answers.sort(java.util.Comparator.comparingLong(LockAnswer::nanos));
        return answers.get(answers.size() / 2);
    }

    private static SpinLock lock(LockParameters parameters) {
        return ResilientQueuedSpinLock.of("lock", parameters);
    }

    private static LockAnswer attempt(Cpu cpu, SpinLock lock) {
        long start = cpu.nanoTime();
        LockResult result = lock.lock(cpu);
        LockAnswer answer = new LockAnswer(result, cpu.nanoTime() - start);
        if (result == LockResult.ACQUIRED) {
            lock.unlock(cpu);
        }
        return answer;
    }

    private static LockAnswer twice(LockParameters parameters)
            throws InterruptedException, ExecutionException, TimeoutException {
        SpinLock lock = lock(parameters);
        Machine machine = Machine.builder().build();
        machine.start();
        return get(start(machine, 0, cpu -> {
            lock.lock(cpu);
            LockAnswer answer = attempt(cpu, lock);
            lock.unlock(cpu);
            return answer;
        }));
    }

    private static LockAnswer crossed(LockParameters parameters)
            throws InterruptedException, ExecutionException, TimeoutException {
        SpinLock[] locks = {lock(parameters), lock(parameters)};
        CountDownLatch bothHold = new CountDownLatch(2);
        Machine machine = Machine.builder().cpus(2).build();
        machine.start();
        List<FutureTask<LockAnswer>> attempts = new ArrayList<>();
        for (int id = 0; id < 2; id++) {
            int own = id;
            attempts.add(start(machine, id, cpu -> {
                locks[own].lock(cpu);
                bothHold.countDown();
                bothHold.await();
                LockAnswer answer = attempt(cpu, locks[1 - own]);
                locks[own].unlock(cpu);
                return answer;
            }));
        }
        List<LockAnswer> answers = new ArrayList<>();
        for (FutureTask<LockAnswer> attempt : attempts) {
            answers.add(get(attempt));
        }
        return Collections.min(answers, java.util.Comparator.comparing(a -> a.result() != LockResult.DEADLOCK));
    }

    private static LockAnswer stuck(LockParameters parameters)
            throws InterruptedException, ExecutionException, TimeoutException {
        SpinLock lock = lock(parameters);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        Machine machine = Machine.builder().cpus(2).build();
        machine.start();
        FutureTask<LockAnswer> holder = start(machine, 0, cpu -> {
            lock.lock(cpu);
            held.countDown();
            answered.await();
            lock.unlock(cpu);
            return new LockAnswer(LockResult.ACQUIRED, 0);
        });
        held.await();
        FutureTask<LockAnswer> waiter = start(machine, 1, cpu -> attempt(cpu, lock));
        try {
            return get(waiter);
        } finally {
            answered.countDown();
            get(holder);
        }
    }

    /** What a task does that answers. */
    @FunctionalInterface
    private interface Body {
        LockAnswer run(Cpu cpu) throws InterruptedException;
    }

    private static FutureTask<LockAnswer> start(Machine machine, int cpu, Body body) {
        Task task = machine.newTask(cpu, "claims-" + cpu);
        FutureTask<LockAnswer> future = new FutureTask<>(() -> {
            task.enter();
            LockAnswer answer = body.run(task.cpu());
            task.leave();
            return answer;
        });
        machine.schedule().start(task, future);
        return future;
    }

    private static LockAnswer get(FutureTask<LockAnswer> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
