package dev.spinlab.bench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.machine.Preemption;
import dev.spinlab.results.run.RunManifest.Note;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CasePlannerTest {
    static final List<BackendInfo> BACKENDS = List.of(
            new BackendInfo("percpu-counter", "", false),
            new BackendInfo("rqspinlock", "", false),
            new BackendInfo("llist-deferred-free", "", false),
            new BackendInfo("irqsave-deferred-free", "", false),
            new BackendInfo("unprotected-deferred-free", "", true),
            new BackendInfo("reentrant-lock", "", false, true, true),
            new BackendInfo("concurrent-hash-map", "", false, true, false));

    private static Plan plan(int cpus, Profile profile, Narrowing narrowing) {
        return new CasePlanner(cpus, BACKENDS).plan(profile, narrowing, profile.timing());
    }

    private static Narrowing narrowing(
            List<String> backends, List<Workload> workloads, List<Integer> cpus, List<Integer> tasks) {
        return new Narrowing(backends, workloads, cpus, tasks, List.of(), List.of(), null, false, false);
    }

    @Test
    void quickProfileFitsItsTime() {
        Plan plan = plan(2, Profile.QUICK, Narrowing.none());
        assertThat(plan.name()).isEqualTo("quick");
        assertThat(plan.cases()).hasSize(15);
        assertThat(plan.trials()).hasSize(56).doesNotHaveDuplicates();
        assertThat(plan.forks()).isEqualTo(168);
        assertThat(plan.estimate()).isLessThan(Duration.ofSeconds(270));
        assertThat(plan.skipped()).isEmpty();
        assertThat(plan.backends()).doesNotContain("unprotected-deferred-free");
    }

    @Test
    void multiCpuCasesAreSkippedAndNamedOnOneCpu() {
        Plan plan = plan(1, Profile.QUICK, Narrowing.none());
        assertThat(plan.cases()).allMatch(c -> c.cpus() == 1);
        assertThat(plan.skipped())
                .hasSize(4)
                .contains(new Note(
                        "create-delete, 2 CPUs x 2 tasks, preemption none", "needs 2 CPUs, this process may use 1"));
        assertThat(plan(1, Profile.FULL, Narrowing.none()).skipped())
                .allMatch(note -> note.reason().equals("needs 2 CPUs, this process may use 1"));
    }

    @Test
    void allCpusAreUsedWhereThereAreMore() {
        assertThat(plan(8, Profile.QUICK, Narrowing.none()).cases()).anyMatch(c -> c.cpus() == 8);
        assertThat(plan(8, Profile.FULL, Narrowing.none()).cases())
                .extracting(Case::cpus)
                .containsOnly(1, 2, 8);
        assertThat(plan(8, Profile.FULL, Narrowing.none()).trials()).doesNotHaveDuplicates();
    }

    @Test
    void aLockThatIsAnothersIsNotMeasuredTwiceUnlessAskedFor() {
        Plan plan = plan(2, Profile.QUICK, Narrowing.none());
        assertThat(plan.trials())
                .filteredOn(t -> t.measured().workload() == Workload.LOCK_UNLOCK)
                .extracting(Trial::backend)
                .containsOnly("percpu-counter", "rqspinlock");
        assertThat(plan.notes())
                .containsExactly("lock-unlock leaves out llist-deferred-free, irqsave-deferred-free:"
                        + " the lock is rqspinlock's");
        Plan asked = plan(
                2,
                Profile.QUICK,
                narrowing(
                        List.of("rqspinlock", "llist-deferred-free"),
                        List.of(Workload.LOCK_UNLOCK),
                        List.of(),
                        List.of()));
        assertThat(asked.backends()).containsExactly("rqspinlock", "llist-deferred-free");
        assertThat(asked.notes()).isEmpty();
    }

    @Test
    void narrowingPicksMatchingCases() {
        Plan plan = plan(2, Profile.QUICK, narrowing(List.of(), List.of(), List.of(2), List.of(2)));
        assertThat(plan.name()).isEqualTo("custom");
        assertThat(plan.cases()).hasSize(2).allMatch(c -> c.cpus() == 2 && c.tasksPerCpu() == 2);
    }

    @Test
    void aCombinationThatTheProfileLacksIsMade() {
        Plan plan = plan(
                2,
                Profile.QUICK,
                narrowing(List.of("rqspinlock"), List.of(Workload.CREATE_DELETE), List.of(), List.of(2, 3)));
        assertThat(plan.cases())
                .extracting(Case::label)
                .contains(
                        "create-delete, 1 CPU x 3 tasks, preemption full",
                        "create-delete, 2 CPUs x 2 tasks, preemption full");
        assertThat(plan.cases()).filteredOn(c -> c.tasksPerCpu() == 3).hasSize(1);
    }

    @Test
    void interruptLevelsAreMadeToo() {
        Narrowing nmi = new Narrowing(
                List.of("unprotected-deferred-free"),
                List.of(Workload.INTERRUPTED_CREATE_DELETE),
                List.of(),
                List.of(),
                List.of(Preemption.NONE),
                List.of(InterruptLevel.NMI),
                null,
                false,
                false);
        Plan plan = plan(1, Profile.QUICK, nmi);
        assertThat(plan.trials())
                .singleElement()
                .extracting(Trial::label)
                .isEqualTo(
                        "unprotected-deferred-free: interrupted-create-delete, 1 CPU x 1 task, preemption none, nmi");
    }

    @Test
    void controlsTakePartOnRequest() {
        Narrowing with =
                new Narrowing(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, true, false);
        assertThat(plan(2, Profile.QUICK, with).backends()).contains("unprotected-deferred-free");
    }

    @Test
    void referencesTakePartOnRequestAndWhatHasNoLockIsLeftOutOfLocks() {
        Narrowing with =
                new Narrowing(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, false, true);
        Plan plan = plan(2, Profile.QUICK, with);
        assertThat(plan(2, Profile.QUICK, Narrowing.none()).backends())
                .doesNotContain("reentrant-lock", "concurrent-hash-map");
        assertThat(plan.backends())
                .contains("reentrant-lock", "concurrent-hash-map")
                .doesNotContain("unprotected-deferred-free");
        assertThat(plan.trials())
                .filteredOn(t -> t.measured().workload() == Workload.LOCK_UNLOCK)
                .extracting(Trial::backend)
                .contains("reentrant-lock")
                .doesNotContain("concurrent-hash-map");
        assertThat(plan.notes()).contains("lock-unlock leaves out concurrent-hash-map: it has no lock of its own");
        assertThatThrownBy(() -> plan(
                        1,
                        Profile.QUICK,
                        narrowing(
                                List.of("concurrent-hash-map"), List.of(Workload.LOCK_UNLOCK), List.of(1), List.of())))
                .hasMessageContaining("concurrent-hash-map has no lock of its own");
    }

    @Test
    void badRequestsNameTheThingAndTheRemedy() {
        assertThatThrownBy(() -> plan(2, Profile.QUICK, narrowing(List.of("foo"), List.of(), List.of(), List.of())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--backend foo")
                .hasMessageContaining("known: percpu-counter, rqspinlock");
        assertThatThrownBy(() -> plan(2, Profile.QUICK, narrowing(List.of(), List.of(), List.of(4), List.of())))
                .hasMessage("--cpus 4: this process may use 2 CPUs; ask for at most 2");
        assertThatThrownBy(() -> plan(2, Profile.QUICK, narrowing(List.of(), List.of(), List.of(), List.of(3))))
                .hasMessageContaining("name a --workload");
    }

    @Test
    void workloadIdsAreTheClassNamesInKebabCase() {
        for (Workload workload : Workload.values()) {
            String[] parts = workload.benchmark().split("\\.", -1);
            String kebab = parts[parts.length - 2].replaceAll("(?<!^)([A-Z])", "-$1");
            assertThat(kebab).isEqualToIgnoringCase(workload.id());
        }
    }
}
