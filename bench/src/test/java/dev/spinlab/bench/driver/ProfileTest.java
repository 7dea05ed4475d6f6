package dev.spinlab.bench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static Plan plan(Profile profile) {
        return new CasePlanner(2, CasePlannerTest.BACKENDS).plan(profile, Narrowing.none(), profile.timing());
    }

    @Test
    void theFullProfileHasEveryWorkloadAndEveryDimension() {
        List<Case> cases = plan(Profile.FULL).cases();
        assertThat(cases).extracting(Case::workload).contains(Workload.values());
        Set<String> varied =
                cases.stream().flatMap(c -> c.parameters().keySet().stream()).collect(Collectors.toSet());
        // Interrupts in time need a permission that no profile asks for.
        Set<Dimension> onRequest = Set.of(Dimension.PERIOD, Dimension.SPACING);
        for (Dimension dimension : Dimension.values()) {
            boolean taken = !onRequest.contains(dimension)
                    && List.of(Workload.values()).stream()
                            .anyMatch(workload -> workload.dimensions().contains(dimension));
            if (taken) {
                assertThat(varied).contains(dimension.parameter());
            }
        }
        assertThat(cases).extracting(Case::slug).doesNotHaveDuplicates();
    }

    @Test
    void theFullProfileTakesLittleMoreThanAnHour() {
        Plan plan = plan(Profile.FULL);
        assertThat(plan.trials()).doesNotHaveDuplicates();
        assertThat(plan.estimate()).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(100));
    }

    @Test
    void theQuickProfileHasWhatTheFirstScreenAndTheMainChartsNeed() {
        Plan plan = plan(Profile.QUICK);
        assertThat(plan.trials())
                .extracting(Trial::label)
                .contains(
                        "irqsave-deferred-free: create-delete, 2 CPUs x 1 task, preemption full",
                        "percpu-counter: lookup-hit, 1 CPU x 2 tasks, preemption full",
                        "rqspinlock: lookup-walk, 1 CPU x 1 task, preemption full, maps=32",
                        "percpu-counter: retry-create, 1 CPU x 2 tasks, preemption full",
                        "rqspinlock: lock-unlock, 2 CPUs x 1 task, preemption full",
                        "percpu-counter: interrupted-lookup-hit, 1 CPU x 1 task, preemption full, hardirq",
                        "llist-deferred-free: create-delete, 1 CPU x 2 tasks, preemption full, latency",
                        "percpu-counter: empty-operation, 1 CPU x 1 task, preemption full");
        for (Workload workload : Workload.values()) {
            if (workload.quick()) {
                assertThat(plan.cases()).extracting(Case::workload).contains(workload);
            }
        }
    }

    @Test
    void aBackendAskedForByNameIsNotThinnedOut() {
        Plan plan = new CasePlanner(2, CasePlannerTest.BACKENDS)
                .plan(
                        Profile.QUICK,
                        new Narrowing(
                                List.of("rqspinlock", "llist-deferred-free"),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                null,
                                false,
                                false,
                                Map.of()),
                        Profile.QUICK.timing());
        assertThat(plan.trials())
                .filteredOn(trial -> trial.measured().workload() == Workload.RETRY_CREATE)
                .extracting(Trial::backend)
                .containsExactly("rqspinlock", "llist-deferred-free");
    }
}
