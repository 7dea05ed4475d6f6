package dev.spinlab.bench.claims;

import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockProfile;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.ManualSchedule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attempts that cannot be granted, on a simulated machine whose CPUs all go at the same pace.
 *
 * <p>For deadlocks a spin takes {@value #SPIN_NANOS} ns, so that the 65,536 spins between two looks at the clock take as long
 * as where the kernel was measured. For timeouts the clock is looked at in every spin, and moves in coarser grains.
 */
final class LockTrial implements AutoCloseable {
    /** What a spin took on the machine where the kernel was measured: 1.63 ms for 65,536. */
    static final long SPIN_NANOS = 25;

    private static final int CHUNK = 512;
    private static final int COARSE_CHUNK = 50;
    private static final long COARSE_NANOS = 100_000;
    private static final long LATE_NANOS = 400_000_000;
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final ManualSchedule schedule = new ManualSchedule();
    private final Machine machine;
    private final List<Task> tasks = new ArrayList<>();

    private LockTrial(int cpus) {
        machine = Machine.builder().cpus(cpus).schedule(schedule).build();
        machine.setInterrupts(InterruptSource.none(), (cpu, level) -> {});
        machine.start();
    }

    /** Makes all attempts with one generation of rules. */
    static LockTimes run(LockProfile profile) {
        LockAnswer twice = twice(profile);
        List<LockAnswer> crossed = crossed(profile);
        try (LockTrial trial = new LockTrial(6)) {
            return trial.stuck(profile, twice, crossed);
        }
    }

    private static LockAnswer twice(LockProfile profile) {
        try (LockTrial trial = new LockTrial(1)) {
            SpinLock lock = lock(profile, 65_536);
            Attempt attempt = new Attempt();
            trial.spawn(0, cpu -> {
                lock.lock(cpu);
                attempt.make(cpu, lock);
                lock.unlock(cpu);
            });
            trial.goOn(CHUNK, CHUNK * SPIN_NANOS, PATIENCE_NANOS);
            return attempt.answer();
        }
    }

    private static List<LockAnswer> crossed(LockProfile profile) {
        try (LockTrial trial = new LockTrial(2)) {
            SpinLock[] locks = {lock(profile, 65_536), lock(profile, 65_536)};
            Attempt[] attempts = {new Attempt(), new Attempt()};
            boolean[] held = new boolean[2];
            for (int id = 0; id < 2; id++) {
                int own = id;
                trial.spawn(id, cpu -> {
                    locks[own].lock(cpu);
                    held[own] = true;
                    // Bounded: the other one does nothing else before.
                    while (!held[1 - own]) {
                        cpu.step();
                    }
                    if (attempts[own].make(cpu, locks[1 - own]) == LockResult.ACQUIRED) {
                        locks[1 - own].unlock(cpu);
                    }
                    locks[own].unlock(cpu);
                });
            }
            trial.goOn(CHUNK, CHUNK * SPIN_NANOS, PATIENCE_NANOS);
            return List.of(attempts[0].answer(), attempts[1].answer());
        }
    }

    /** A holder that does not let go until everybody has given up; one waiter after the other, the last one late. */
    private LockTimes stuck(LockProfile profile, LockAnswer twice, List<LockAnswer> crossed) {
        SpinLock lock = lock(profile, 1);
        boolean[] letGo = new boolean[1];
        Task holder = schedule.spawn(0, "holder", cpu -> {
            lock.lock(cpu);
            // Bounded by the trial, which lets it go on once only.
            while (!letGo[0]) {
                cpu.step();
            }
            lock.unlock(cpu);
        });
        schedule.run(holder, COARSE_CHUNK);
        Attempt[] waiters = new Attempt[4];
        for (int i = 0; i < waiters.length; i++) {
            Attempt waiter = new Attempt();
            waiters[i] = waiter;
            if (i == waiters.length - 1) {
                goOn(COARSE_CHUNK, COARSE_NANOS, LATE_NANOS);
            }
            Task task = spawn(1 + i, cpu -> waiter.makeAndUndo(cpu, lock));
            schedule.run(task, COARSE_CHUNK);
        }
        goOn(COARSE_CHUNK, COARSE_NANOS, PATIENCE_NANOS);
        letGo[0] = true;
        schedule.finish(holder);
        Attempt newcomer = new Attempt();
        spawn(5, cpu -> newcomer.makeAndUndo(cpu, lock));
        goOn(COARSE_CHUNK, COARSE_NANOS, PATIENCE_NANOS);
        return new LockTimes(
                profile,
                twice,
                crossed,
                waiters[0].answer(),
                waiters[1].answer(),
                List.of(waiters[2].answer(), waiters[3].answer()),
                newcomer.answer());
    }

    private static SpinLock lock(LockProfile profile, int spinsPerClockRead) {
        return ResilientQueuedSpinLock.of(
                "lock", LockParameters.current().withProfile(profile).withSpinsPerClockRead(spinsPerClockRead));
    }

    private Task spawn(int cpu, java.util.function.Consumer<Cpu> body) {
        Task task = schedule.spawn(cpu, "cpu-" + cpu, body);
        tasks.add(task);
        return task;
    }

    /** Lets all go on side by side until all have ended or so much time has passed. */
    private void goOn(int steps, long nanos, long mostNanos) {
        long end = schedule.nanoTime() + mostNanos;
        boolean left = true;
        while (left && schedule.nanoTime() < end) {
            left = false;
            for (Task task : tasks) {
                if (!schedule.ended(task)) {
                    schedule.run(task, steps);
                    left = true;
                }
            }
            if (left) {
                schedule.advance(nanos);
            }
        }
    }

    /** One attempt, made by a simulated task and read by the trial while none runs. */
    private static final class Attempt {
        private @Nullable LockAnswer answer;

        LockResult make(Cpu cpu, SpinLock lock) {
            long start = cpu.nanoTime();
            LockResult result = lock.lock(cpu);
            answer = new LockAnswer(result, cpu.nanoTime() - start);
            return result;
        }

        void makeAndUndo(Cpu cpu, SpinLock lock) {
            if (make(cpu, lock) == LockResult.ACQUIRED) {
                lock.unlock(cpu);
            }
        }

        LockAnswer answer() {
            LockAnswer given = answer;
            if (given == null) {
                throw new IllegalStateException("an attempt at a resilient lock got no answer");
            }
            return given;
        }
    }

    @Override
    public void close() {
        schedule.close();
    }
}
