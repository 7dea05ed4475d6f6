package dev.spinlab.bench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.machine.Preemption;
import dev.spinlab.results.run.RunManifest.Note;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CasePlannerTest {
    static final List<BackendInfo> BACKENDS = List.of(
            new BackendInfo("percpu-counter", "", false, false, true, false),
            new BackendInfo("rqspinlock", "", false, false, true, true),
            new BackendInfo("llist-deferred-free", "", false, false, true, true),
            new BackendInfo("irqsave-deferred-free", "", false, false, true, true),
            new BackendInfo("unprotected-deferred-free", "", true, false, true, true),
            new BackendInfo("reentrant-lock", "", false, true, true, false),
            new BackendInfo("concurrent-hash-map", "", false, true, false, false));

    private static Plan plan(int cpus, Profile profile, Narrowing narrowing) {
        return new CasePlanner(cpus, BACKENDS).plan(profile, narrowing, profile.timing());
    }

    private static Narrowing narrowing(
            List<String> backends, List<Workload> workloads, List<Integer> cpus, List<Integer> tasks) {
        return new Narrowing(backends, workloads, cpus, tasks, List.of(), List.of(), null, false, false, Map.of());
    }

    @Test
    void quickProfileFitsItsTime() {
        Plan plan = plan(2, Profile.QUICK, Narrowing.none());
        assertThat(plan.name()).isEqualTo("quick");
        assertThat(plan.trials()).doesNotHaveDuplicates();
        assertThat(plan.timing().forks()).isEqualTo(3);
        assertThat(plan.estimate()).isLessThan(Duration.ofMinutes(4));
        assertThat(plan.skipped()).isEmpty();
        assertThat(plan.backends()).doesNotContain("unprotected-deferred-free");
    }

    @Test
    void multiCpuCasesAreSkippedAndNamedOnOneCpu() {
        Plan plan = plan(1, Profile.QUICK, Narrowing.none());
        assertThat(plan.cases()).allMatch(c -> c.cpus() == 1);
        assertThat(plan.skipped())
                .hasSize(3)
                .contains(new Note(
                        "create-delete, 2 CPUs x 1 task, preemption full", "needs 2 CPUs, this process may use 1"));
        assertThat(plan(1, Profile.FULL, Narrowing.none()).skipped())
                .allMatch(note -> note.reason().equals("needs 2 CPUs, this process may use 1"));
    }

    @Test
    void allCpusAreUsedWhereThereAreMore() {
        assertThat(plan(8, Profile.QUICK, Narrowing.none()).cases()).anyMatch(c -> c.cpus() == 8);
        assertThat(plan(8, Profile.FULL, Narrowing.none()).cases())
                .extracting(Case::cpus)
                .contains(1, 2, 8);
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
                .anySatisfy(note -> assertThat(note)
                        .startsWith("left out of ")
                        .contains("lock-unlock")
                        .endsWith(": llist-deferred-free, irqsave-deferred-free, since the lock is rqspinlock's"));
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
        Plan plan = plan(2, Profile.QUICK, narrowing(List.of(), List.of(), List.of(2), List.of(1)));
        assertThat(plan.name()).isEqualTo("custom");
        assertThat(plan.cases()).hasSize(3).allMatch(c -> c.cpus() == 2 && c.tasksPerCpu() == 1);
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
                        "create-delete, 1 CPU x 2 tasks, preemption full");
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
                false,
                Map.of());
        Plan plan = plan(1, Profile.QUICK, nmi);
        assertThat(plan.trials())
                .singleElement()
                .extracting(Trial::label)
                .isEqualTo(
                        "unprotected-deferred-free: interrupted-create-delete, 1 CPU x 1 task, preemption none, nmi");
    }

    @Test
    void controlsTakePartOnRequest() {
        Narrowing with = new Narrowing(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, true, false, Map.of());
        assertThat(plan(2, Profile.QUICK, with).backends()).contains("unprotected-deferred-free");
    }

    @Test
    void referencesTakePartOnRequestAndWhatHasNoLockIsLeftOutOfLocks() {
        Narrowing with = new Narrowing(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, false, true, Map.of());
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
        assertThat(plan.notes())
                .anySatisfy(note -> assertThat(note)
                        .contains("lock-unlock")
                        .contains("concurrent-hash-map")
                        .endsWith("since it has no lock of its own"));
        assertThatThrownBy(() -> plan(
                        1,
                        Profile.QUICK,
                        narrowing(
                                List.of("concurrent-hash-map"), List.of(Workload.LOCK_UNLOCK), List.of(1), List.of())))
                .hasMessageContaining("concurrent-hash-map, since it has no lock of its own");
    }

    @Test
    void badRequestsNameTheThingAndTheRemedy() {
        assertThatThrownBy(() -> plan(2, Profile.QUICK, narrowing(List.of("foo"), List.of(), List.of(), List.of())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--backend foo")
                .hasMessageContaining("known: percpu-counter, rqspinlock");
        assertThatThrownBy(() -> plan(2, Profile.QUICK, narrowing(List.of(), List.of(), List.of(4), List.of())))
                .hasMessage("--cpus 4: this process may use 2 CPUs; ask for at most 2, or for --host one");
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

    private static Narrowing one(Workload workload) {
        return narrowing(List.of(), List.of(workload), List.of(), List.of());
    }

    @Test
    void theHarnessItselfIsMeasuredWithOneBackend() {
        Plan plan = plan(2, Profile.FULL, one(Workload.EMPTY_OPERATION));
        assertThat(plan.backends()).containsExactly("percpu-counter");
        assertThat(plan.notes())
                .containsExactly("left out of empty-operation: rqspinlock, llist-deferred-free, irqsave-deferred-free,"
                        + " since the backend makes no difference");
    }

    @Test
    void onlyLocksThatGiveUpAreBroughtIntoDeadlock() {
        assertThat(BACKENDS)
                .filteredOn(Participants.RESILIENT_LOCKS::admit)
                .extracting(BackendInfo::id)
                .contains("rqspinlock")
                .doesNotContain("percpu-counter");
        assertThat(BACKENDS)
                .filteredOn(backend -> !Participants.LOCKS.admit(backend))
                .extracting(BackendInfo::id)
                .containsExactly("concurrent-hash-map");
        assertThat(BackendCatalog.all())
                .filteredOn(BackendInfo::resilientLocks)
                .extracting(BackendInfo::id)
                .contains("rqspinlock", "llist-deferred-free", "irqsave-deferred-free")
                .doesNotContain("percpu-counter", "raw-spinlock-unguarded");
    }

    @Test
    void everyCombinationOfDimensionsAskedForIsMadeOnce() {
        Narrowing asked = one(Workload.LOOKUP_WALK)
                .with(Dimension.MAPS, "5", "17")
                .with(Dimension.ORDER, "sequential", "interleaved");
        Plan plan = plan(2, Profile.QUICK, asked);
        assertThat(plan.cases())
                .extracting(Case::parameters)
                .containsExactlyInAnyOrder(
                        new TreeMap<>(Map.of("maps", "5")),
                        new TreeMap<>(Map.of("maps", "5", "order", "interleaved")),
                        new TreeMap<>(Map.of("maps", "17")),
                        new TreeMap<>(Map.of("maps", "17", "order", "interleaved")));
        assertThat(plan.name()).isEqualTo("custom");
    }

    @Test
    void aCaseThatIsMadeIsTheWorkloadsPlainestBarringWhatWasAsked() {
        assertThat(plan(2, Profile.QUICK, one(Workload.CREATE_BATCH).with(Dimension.BATCH, "16"))
                        .cases())
                .singleElement()
                .satisfies(made -> assertThat(made.parameters())
                        .containsExactlyInAnyOrderEntriesOf(Map.of("batch", "16", "valueBytes", "64")));
        assertThat(plan(2, Profile.QUICK, one(Workload.STRESS_LOOKUP)).cases())
                .singleElement()
                .extracting(Case::label)
                .isEqualTo("stress-lookup, 1 CPU x 256 tasks, preemption full, caller=syscall, owners=shared");
    }

    @Test
    void onlyLocksThatCanBeToldHowToWaitAreTold() {
        Plan plan =
                plan(2, Profile.QUICK, one(Workload.LOCK_UNLOCK).with(Dimension.LOCK_KIND, "backend", "test-and-set"));
        assertThat(plan.trials())
                .filteredOn(trial -> trial.measured().value(Dimension.LOCK_KIND).equals("test-and-set"))
                .isNotEmpty()
                .noneMatch(trial -> trial.backend().equals("percpu-counter"));
        assertThat(plan.trials()).anyMatch(trial -> trial.backend().equals("percpu-counter"));
        assertThat(plan.notes()).anyMatch(note -> note.contains("since its locks cannot be told how to wait"));
    }

    @Test
    void aDimensionPicksCasesOfTheProfile() {
        Plan plan = plan(2, Profile.FULL, Narrowing.none().with(Dimension.HOST, "one"));
        assertThat(plan.cases()).hasSize(15).allMatch(c -> c.physicalCpus() == 1 && c.cpus() > 1);
        assertThat(plan(2, Profile.QUICK, Narrowing.none().with(Dimension.HOST, "own"))
                        .cases())
                .isEqualTo(plan(2, Profile.QUICK, Narrowing.none()).cases());
    }

    @Test
    void manyModelledCpusFitOnOneHost() {
        Narrowing eight = narrowing(List.of(), List.of(Workload.LOCK_UNLOCK), List.of(8), List.of());
        assertThat(plan(2, Profile.QUICK, eight.with(Dimension.HOST, "one")).cases())
                .singleElement()
                .extracting(Case::cpus)
                .isEqualTo(8);
        assertThatThrownBy(() -> plan(2, Profile.QUICK, eight.with(Dimension.HOST, "one", "own")))
                .hasMessageContaining("--cpus 8: this process may use 2 CPUs");
    }

    @Test
    void aDimensionThatMakesNoDifferenceIsSaidSo() {
        assertThatThrownBy(() -> plan(2, Profile.QUICK, one(Workload.LOOKUP_HIT).with(Dimension.BATCH, "2")))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("--batch 2: makes no difference to lookup-hit; it takes --owners, --caller,");
        assertThat(plan(2, Profile.QUICK, one(Workload.LOOKUP_HIT).with(Dimension.BATCH, "1"))
                        .cases())
                .isNotEmpty();
    }
}
