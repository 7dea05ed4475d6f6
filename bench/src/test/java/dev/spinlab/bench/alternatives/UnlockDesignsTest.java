package dev.spinlab.bench.alternatives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import dev.spinlab.explore.Encounter;
import dev.spinlab.explore.Encounters;
import dev.spinlab.explore.ExhaustiveScheduler;
import dev.spinlab.explore.Explorer;
import dev.spinlab.explore.Finding;
import dev.spinlab.explore.Rule;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.lock.SpinLockFactory;
import dev.spinlab.machine.Cpu;
import dev.spinlab.storage.StorageConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two and three CPUs that want one lock, under every schedule with a few switches. */
class UnlockDesignsTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"cas-first", "split-word"})
    void noTwoHoldItAndEverybodyIsServed(String name) {
        assertThat(explore(name.equals("cas-first") ? CasFirstLock::new : SplitWordLock::new))
                .isEmpty();
    }

    @Test
    void aLockThatLooksAndThenTakesIsCaught() {
        assertThat(explore(LooksThenTakes::new)).extracting(Finding::rule).contains(Rule.MUTUAL_EXCLUSION);
    }

    /** Negative control. */
    private static final class LooksThenTakes extends SpinLock {
        private boolean held;

        LooksThenTakes(String name) {
            super(name);
        }

        @Override
        public LockResult lock(Cpu cpu) {
            cpu.preemptDisable();
            while (held) {
                cpu.relax();
            }
            cpu.step();
            held = true;
            return LockResult.ACQUIRED;
        }

        @Override
        public void unlock(Cpu cpu) {
            cpu.step();
            held = false;
            cpu.preemptEnable();
        }
    }
}
