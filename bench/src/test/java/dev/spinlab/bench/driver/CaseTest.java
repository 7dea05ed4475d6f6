package dev.spinlab.bench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.machine.Preemption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CaseTest {
    static Case of(Workload workload, int cpus, int tasks, Map<String, String> parameters) {
        return new Case(
                workload,
                cpus,
                tasks,
                Preemption.FULL,
                InterruptLevel.NONE,
                false,
                new TreeMap<>(parameters),
                "for the test");
    }

    @Test
    void defaultsAreNeitherShownNorPassedOn() {
        Case plain = of(Workload.LOOKUP_WALK, 1, 2, Map.of("maps", "1", "order", "sequential"));
        assertThat(plain.parameters()).isEmpty();
        assertThat(plain.label()).isEqualTo("lookup-walk, 1 CPU x 2 tasks, preemption full");
        assertThat(plain.slug()).isEqualTo("lookup-walk-1x2-full-none");
        assertThat(new Trial(plain, "rqspinlock").params())
                .containsOnlyKeys("backend", "cpus", "preemption", "interrupts", "latency");
    }

    @Test
    void whatDiffersIsInEveryNameAndGoesToJmh() {
        Case walk = of(Workload.LOOKUP_WALK, 1, 2, Map.of("maps", "017", "order", "interleaved"));
        assertThat(walk.label()).isEqualTo("lookup-walk, 1 CPU x 2 tasks, preemption full, maps=17, order=interleaved");
        assertThat(walk.slug()).isEqualTo("lookup-walk-1x2-full-none-maps.17-order.interleaved");
        assertThat(new Trial(walk, "rqspinlock").params())
                .containsEntry("maps", "17")
                .containsEntry("order", "interleaved");
        assertThat(walk.value(Dimension.CALLER)).isEqualTo("program");
    }

    @Test
    void whatTheWorkloadDoesNotTakeCannotBeSet() {
        assertThatThrownBy(() -> of(Workload.LOOKUP_HIT, 1, 1, Map.of("batch", "2")))
                .hasMessage("lookup-hit does not take batch=2");
        assertThatThrownBy(() -> of(Workload.LOOKUP_HIT, 1, 1, Map.of("colour", "red")))
                .hasMessageContaining("colour: no such parameter");
        assertThatThrownBy(() -> of(Workload.LOOKUP_WALK, 1, 1, Map.of("maps", "1001")))
                .hasMessage("--maps 1001: no such value; known: 1 to 1000");
    }

    @Test
    void overcommittedCpusNeedOnePhysicalOne() {
        assertThat(of(Workload.LOCK_UNLOCK, 8, 1, Map.of("host", "one")).physicalCpus())
                .isEqualTo(1);
        assertThat(of(Workload.LOCK_UNLOCK, 8, 1, Map.of()).physicalCpus()).isEqualTo(8);
    }

    @Test
    void whatAForkHasToMakeFirstIsInItsTimeAndMemory() {
        Timing timing = Profile.FULL.timing();
        Case plain = of(Workload.CREATE_DELETE, 1, 1, Map.of());
        Case full = of(Workload.CREATE_DELETE, 1, 1, Map.of("live", "100000"));
        Case many = of(Workload.CREATE_DELETE, 1, 256, Map.of());
        Duration usual = timing.perFork(plain);
        assertThat(usual).isBetween(Duration.ofMillis(1900), Duration.ofMillis(2100));
        assertThat(timing.perFork(full).minus(usual)).isGreaterThan(Duration.ofMillis(200));
        assertThat(timing.perFork(many).minus(usual)).isGreaterThan(Duration.ofMillis(200));
        assertThat(ForkCost.extraHeapMebibytes(plain)).isZero();
        assertThat(ForkCost.extraHeapMebibytes(full)).isBetween(150L, 600L);
        assertThat(JvmFlags.withHeap(List.of("-Xmx512m"), 100)).containsExactly("-Xmx512m", "-Xms612m", "-Xmx612m");
    }
}
