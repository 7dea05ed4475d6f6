package dev.spinlab.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.SteppedInterrupts;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.ManualSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mutual exclusion and an end to every wait, in interleavings of single steps drawn from a seed. */
class RandomInterleavingTest {
    private static final int SEEDS = 80;
    private static final int CPUS = 4;
    private static final int ROUNDS = 3;
    private static final long STEP_LIMIT = 200_000;

    /** One machine whose tasks all use one lock; any violation is an exception that names the seed. */
    private static final class Run {
        private final SpinLock lock;
        private final ManualSchedule schedule = new ManualSchedule(0, STEP_LIMIT);
        private final Machine machine =
                Machine.builder().cpus(CPUS).schedule(schedule).build();
        private final SplittableRandom random;
        private int inside;
        private int acquired;
        private int refused;

        Run(SpinLock lock, long seed, long nmiMeanSteps) {
            this.lock = lock;
            random = new SplittableRandom(seed);
            machine.setInterrupts(
                    new SteppedInterrupts(seed, CPUS, 0, nmiMeanSteps), (cpu, level) -> criticalSection(cpu));
            machine.start();
        }

        private void criticalSection(Cpu cpu) {
            if (lock.lock(cpu) != LockResult.ACQUIRED) {
                refused++;
                return;
            }
            assertThat(++inside).as("contexts inside").isEqualTo(1);
            cpu.step();
            inside--;
            acquired++;
            lock.unlock(cpu);
        }

        void drive() {
            List<Task> left = new ArrayList<>();
            for (int cpu = 0; cpu < CPUS; cpu++) {
                left.add(schedule.spawn(cpu, "task" + cpu, mine -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        criticalSection(mine);
                    }
                }));
            }
            long steps = 0;
            while (!left.isEmpty()) {
                Task chosen = left.get(random.nextInt(left.size()));
                // Mostly short runs, so that the others come between two accesses.
                steps += schedule.run(chosen, 1 + random.nextInt(random.nextInt(1, 8)));
                assertThat(steps).as("steps of all tasks").isLessThan(STEP_LIMIT);
                left.removeIf(schedule::ended);
            }
        }
    }

    private static Run run(SpinLock lock, long seed, long nmiMeanSteps) {
        Run run = new Run(lock, seed, nmiMeanSteps);
        try (ManualSchedule schedule = run.schedule) {
            run.drive();
            for (int id = 0; id < CPUS; id++) {
                LockRig.assertHolds(run.machine.cpu(id), 0);
            }
            assertThat(schedule.nanoTime()).as("no timeout ended a wait").isZero();
        } catch (AssertionError violation) {
            throw new AssertionError("seed " + seed + ": " + violation.getMessage(), violation);
        }
        return run;
    }

    @ParameterizedTest
    @EnumSource
    void everyAttemptSucceedsAndNoTwoAreInside(LockProfile profile) {
        long waits = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            ResilientQueuedSpinLock lock = LockRig.lock(profile, "lock");
            Run run = run(lock, seed, 0);
            assertThat(run.refused).as("seed %d", seed).isZero();
            assertThat(run.acquired).as("seed %d", seed).isEqualTo(CPUS * ROUNDS);
            assertThat(lock.word()).as("seed %d", seed).isZero();
            for (int id = 0; id < CPUS; id++) {
                waits += run.machine
                        .cpu(id)
                        .context(ContextLevel.TASK)
                        .counters()
                        .lockWaits();
            }
        }
        assertThat(waits).as("attempts that took the slow path").isGreaterThan(SEEDS);
    }

    @Test
    void withNmisThatTakeTheSameLockNoTwoAreInsideAndNobodyHangs() {
        int refused = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            ResilientQueuedSpinLock lock = LockRig.lock(LockProfile.CURRENT, "lock");
            Run run = run(lock, seed, 12);
            assertThat(lock.word()).as("seed %d", seed).isZero();
            refused += run.refused;
        }
        assertThat(refused).as("NMIs that met their own CPU's attempt").isPositive();
    }

    @Test
    void aRawLockLetsNoTwoInside() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            RawSpinLock lock = new RawSpinLock("raw");
            Run run = run(lock, seed, 0);
            assertThat(run.acquired).as("seed %d", seed).isEqualTo(CPUS * ROUNDS);
        }
    }

    @Test
    void anUncheckedQueuedLockLetsNoTwoInsideAndServesAll() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            QueuedSpinLock lock = new QueuedSpinLock("queued");
            Run run = run(lock, seed, 0);
            assertThat(run.acquired).as("seed %d", seed).isEqualTo(CPUS * ROUNDS);
            assertThat(lock.wordAcquire()).as("seed %d", seed).isZero();
            for (int id = 0; id < CPUS; id++) {
                LockRig.assertHolds(run.machine.cpu(id), 0);
            }
        }
    }

    @Test
    void aLockThatLooksAndThenTakesIsCaught() {
        assertThatThrownBy(() -> {
                    for (long seed = 1; seed <= SEEDS; seed++) {
                        run(new BrokenLock(), seed, 0);
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed ")
                .hasMessageContaining("contexts inside");
    }
}
