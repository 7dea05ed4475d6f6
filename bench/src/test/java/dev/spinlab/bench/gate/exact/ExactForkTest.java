package dev.spinlab.bench.gate.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.bench.driver.Case;
import dev.spinlab.bench.driver.InterruptLevel;
import dev.spinlab.bench.driver.Trial;
import dev.spinlab.bench.driver.Workload;
import dev.spinlab.machine.Preemption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExactForkTest {
    private static SortedMap<String, Long> figures(
            String backend, Workload workload, int cpus, int tasks, Map<String, String> parameters) {
        Case measured = new Case(
                workload,
                cpus,
                tasks,
                Preemption.FULL,
                workload.interrupted() ? InterruptLevel.NMI : InterruptLevel.NONE,
                false,
                new TreeMap<>(parameters),
                "for the test");
        SortedMap<String, Long> figures = new TreeMap<>(ExactFork.figures(new Trial(measured, backend)));
        figures.remove("allocatedBytes"); // of a compiler that may leave some out
        return figures;
    }

    @Test
    void anUncontendedLockTakesOneInstructionAndSoDoesItsRelease() {
        assertThat(figures("rqspinlock", Workload.LOCK_UNLOCK, 1, 1, Map.of()))
                .containsEntry("successes", 200L)
                .containsEntry("lockAcquisitions", 200L)
                .containsEntry("atomics", 400L)
                .containsEntry("contextSwitches", 1L)
                .doesNotContainKeys("failures.EBUSY", "violations.lost");
    }

    @Test
    void theSameIsCountedAgain() {
        for (String backend : new String[] {"percpu-counter", "irqsave-deferred-free"}) {
            assertThat(figures(backend, Workload.CREATE_DELETE, 2, 2, Map.of()))
                    .isEqualTo(figures(backend, Workload.CREATE_DELETE, 2, 2, Map.of()));
        }
    }

    @Test
    void tasksMeetInTheMiddleOfTheirOperations() {
        assertThat(figures("percpu-counter", Workload.CREATE_DELETE, 1, 2, Map.of())
                        .get("failures.EBUSY"))
                .isGreaterThan(400);
        assertThat(figures("rqspinlock", Workload.CREATE_DELETE, 1, 2, Map.of()))
                .doesNotContainKey("failures.EBUSY");
        assertThat(figures("percpu-counter", Workload.INTERRUPTED_CREATE_DELETE, 1, 1, Map.of()))
                .containsKey("handler.failures.EBUSY");
    }

    @Test
    void aStrategyThatBreaksIsCountedAsSuch() {
        assertThat(figures("unprotected-deferred-free", Workload.INTERRUPTED_CREATE_DELETE, 1, 1, Map.of()))
                .as("a plain list loses what an NMI adds")
                .containsKey("violations.lost");
        assertThat(figures("llist-deferred-free", Workload.INTERRUPTED_CREATE_DELETE, 1, 1, Map.of()))
                .doesNotContainKeys("violations.lost", "violations.leaked", "violations.doubleFreed");
    }

    @Test
    void aTrialThatCannotBeCountedSaysWhichAndWhy() {
        assertThatThrownBy(() -> figures("raw-spinlock-unguarded", Workload.RECURSION_SAME_MAP, 1, 1, Map.of()))
                .hasMessageStartingWith("raw-spinlock-unguarded: recursion-same-map, 1 CPU x 1 task")
                .message()
                .hasLineCount(1);
    }
}
