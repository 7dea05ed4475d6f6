package dev.spinlab.bench.alternatives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import dev.spinlab.explore.Encounter;
import dev.spinlab.explore.Encounters;
import dev.spinlab.explore.ExhaustiveScheduler;
import dev.spinlab.explore.Explorer;
import dev.spinlab.explore.Finding;
import dev.spinlab.explore.Rule;
import dev.spinlab.lock.CasFirstLock;
import dev.spinlab.lock.FirstSpinLock;
import dev.spinlab.lock.QueuedSpinLock;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.lock.SpinLockFactory;
import dev.spinlab.lock.percpu.QueueNode;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.ManualSchedule;
import dev.spinlab.storage.StorageConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two and three CPUs that want one lock, under every schedule with a few switches; and four, of which some must queue, in
 * interleavings of single steps drawn from a seed.
 */
class UnlockDesignsTest {
    private static final int SEEDS = 60;
    private static final List<String> ENCOUNTERS = List.of("lock/2-cpus/3", "lock/3-cpus/2");

    /** The counter's backend with other locks. */
    private record With(SpinLockFactory locks) implements StorageBackend {
        @Override
        public String id() {
            return "alternative";
        }

        @Override
        public String description() {
            return "an alternative lock";
        }

        @Override
        public StorageConfig config() {
            return Backends.byId("percpu-counter").config().withLocks(locks);
        }
    }

    private static List<Finding> explore(SpinLockFactory locks) {
        List<Finding> findings = new ArrayList<>();
        try (Explorer explorer = new Explorer()) {
            for (String id : ENCOUNTERS) {
                Encounter encounter = Objects.requireNonNull(Encounters.byId(id), id);
                explorer.explore(
                        new With(locks),
                        encounter,
                        new ExhaustiveScheduler(),
                        encounter.bounds(),
                        (hash, refusals, finding) -> {
                            if (finding != null) {
                                findings.add(finding);
                            }
                            return true;
                        });
            }
            assertThat(explorer.schedules()).isGreaterThan(100);
        }
        return findings;
    }

    private static List<Named<SpinLockFactory>> designs() {
        return List.of(
                Named.of("unchecked", QueuedSpinLock::new),
                Named.of("cas-first", CasFirstLock::new),
                Named.of("split-word", SplitWordLock::new),
                Named.of("looks at once", FirstSpinLock::lookingAtOnce),
                Named.of("clock first", FirstSpinLock::clockFirst));
    }

    @ParameterizedTest
    @MethodSource("designs")
    void noTwoHoldItAndEverybodyIsServed(SpinLockFactory design) {
        assertThat(explore(design)).isEmpty();
    }

    private static final int CPUS = 4;
    private static final int ROUNDS = 3;
    private static final long MOST_STEPS = 200_000;

    /** Returns how often tasks had to wait. */
    private static long interleave(SpinLock lock, long seed) {
        try (ManualSchedule schedule = new ManualSchedule(0, MOST_STEPS)) {
            Machine machine = Machine.builder().cpus(CPUS).schedule(schedule).build();
            machine.start();
            SplittableRandom random = new SplittableRandom(seed);
            int[] inside = new int[1];
            List<Task> left = new ArrayList<>();
            for (int id = 0; id < CPUS; id++) {
                left.add(schedule.spawn(id, "task" + id, cpu -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        lock.lock(cpu);
                        assertThat(++inside[0]).as("contexts inside").isEqualTo(1);
                        cpu.step();
                        inside[0]--;
                        lock.unlock(cpu);
                    }
                }));
            }
            long steps = 0;
            while (!left.isEmpty()) {
                steps += schedule.run(left.get(random.nextInt(left.size())), 1 + random.nextInt(4));
                assertThat(steps).as("steps of all tasks, seed %d", seed).isLessThan(MOST_STEPS);
                left.removeIf(schedule::ended);
            }
            return IntStream.range(0, CPUS)
                    .mapToLong(id -> machine.cpu(id)
                            .context(ContextLevel.TASK)
                            .counters()
                            .lockWaits())
                    .sum();
        }
    }

    @Test
    void fourCpusAreServedThroughTheQueue() {
        long waits = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplitWordLock split = new SplitWordLock("split");
            waits += interleave(split, seed) + interleave(new CasFirstLock("cas first"), seed);
            assertThat(split.free()).as("seed %d", seed).isTrue();
        }
        assertThat(waits).isGreaterThan(SEEDS * CPUS);
    }

    @Test
    void aHandOverThatIsForgottenIsCaught() {
        assertThatThrownBy(() -> {
                    for (long seed = 1; seed <= SEEDS; seed++) {
                        interleave(
                                new SplitWordLock("forgetful") {
                                    @Override
                                    void handOver(Cpu cpu, QueueNode next) {}
                                },
                                seed);
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("steps");
    }

    @Test
    void aLockThatLooksAndDoesNotTakeIsCaught() {
        assertThat(explore(name -> new SplitWordLock(name) {
                    @Override
                    boolean take(Cpu cpu) {
                        return true;
                    }
                }))
                .extracting(Finding::rule)
                .contains(Rule.MUTUAL_EXCLUSION);
    }
}
