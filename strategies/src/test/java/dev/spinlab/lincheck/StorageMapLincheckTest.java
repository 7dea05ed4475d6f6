package dev.spinlab.lincheck;

import dev.spinlab.backend.PerCpuCounterBackend;
import dev.spinlab.backend.RqspinlockBackend;
import dev.spinlab.guard.NoGuard;
import dev.spinlab.lock.NoLock;
import dev.spinlab.reclaim.PerElementReclaimer;
import dev.spinlab.storage.LinkOrder;
import dev.spinlab.storage.NmiRules;
import dev.spinlab.storage.StorageConfig;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The storage behaves as a map, with the locks in each other and with the locks one after the other. */
class StorageMapLincheckTest {
    public static final class Rqspinlock extends OwnersMap {
        public Rqspinlock() {
            super(new RqspinlockBackend().config());
        }
    }

    public static final class PerCpuCounter extends OwnersMap {
        public PerCpuCounter() {
            super(new PerCpuCounterBackend().config());
        }
    }

    /** The storage, with locks that let everybody in. */
    public static final class Unlocked extends OwnersMap {
        public Unlocked() {
            super(new StorageConfig(
                    machine -> new NoGuard(), NoLock::new, PerElementReclaimer::new, LinkOrder.NESTED, NmiRules.ALL));
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Rqspinlock.class, PerCpuCounter.class})
    void inEnumeratedSchedules(Class<?> backend) {
        Linearizability.modelCheck(backend, OwnersMap.Specification.class, 2);
    }

    @ParameterizedTest
    @ValueSource(classes = {Rqspinlock.class, PerCpuCounter.class})
    void withRealThreads(Class<?> backend) {
        Linearizability.stress(backend, OwnersMap.Specification.class, 3);
    }

    /** Two replacements at once unlink the same element; the delete takes one of the new ones and leaves the other. */
    @Test
    void aStorageWithoutLocksIsFound() throws NoSuchMethodException {
        ExecutionScenario scenario = new ExecutionScenario(
                List.of(actor("create", 0, 0, 1)),
                List.of(List.of(actor("replace", 1, 0, 2)), List.of(actor("replace", 2, 0, 3))),
                List.of(actor("delete", 3, 0), actor("lookup", 3, 0)),
                null);
        Linearizability.assertFound(Unlocked.class, OwnersMap.Specification.class, scenario);
    }

    private static Actor actor(String name, Integer... arguments) throws NoSuchMethodException {
        Class<?>[] types = new Class<?>[arguments.length];
        Arrays.fill(types, int.class);
        return new Actor(Unlocked.class.getMethod(name, types), List.<Object>of((Object[]) arguments));
    }
}
