package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.MachineBuilder;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Other work on the same CPU. */
class NeighbourTest {
    private static final int STEPS = 500;
    private static final long MILLIS = 100;

    private static Errno steps(Cpu cpu, Tally tally) {
        for (int i = 0; i < STEPS; i++) {
            cpu.step();
        }
        return Errno.OK;
    }

    /** Keeps the CPU for itself for 20 time slices, as a task does that spins where it cannot be preempted. */
    private static Errno hog(Cpu cpu, Tally tally) {
        cpu.preemptDisable();
        long end = System.nanoTime() + 20 * MachineBuilder.DEFAULT_SLICE_NANOS;
        // Bounded by the clock.
        while (System.nanoTime() < end) {
            cpu.step();
        }
        cpu.preemptEnable();
        return Errno.OK;
    }

    private static NeighbourResult beside(Operation operation) throws InterruptedException {
        try (LoopRig rig = new LoopRig(1, Map.of("neighbour", "on"))) {
            rig.add(operation, Asked.NOTHING);
            return Objects.requireNonNull(rig.iterate(3 * MILLIS).otherWork());
        }
    }

    @Test
    void theNeighbourGetsItsTurnsAndRestsAfterwards() throws InterruptedException {
        try (LoopRig rig = new LoopRig(2, Map.of("cpus", "2", "neighbour", "on"))) {
            rig.add(NeighbourTest::steps, Asked.NOTHING);
            rig.add(NeighbourTest::steps, Asked.NOTHING);
            IterationSummary first = rig.iterate(MILLIS);
            NeighbourResult work = Objects.requireNonNull(first.otherWork());
            assertThat(work.units()).isPositive();
            assertThat(work.perSecond()).isGreaterThan((double) work.units());
            assertThat(first.tasks())
                    .allSatisfy(task -> assertThat(task.successes()).isPositive());
            assertThat(rig.testbed().kernel().machine().cpu(0).idleVolatile()).isTrue();
            assertThat(Objects.requireNonNull(rig.iterate(MILLIS).otherWork()).units())
                    .as("again in the next iteration")
                    .isPositive();
        }
    }

    @Test
    void aTaskThatKeepsTheCpuTakesItFromTheNeighbour() throws InterruptedException {
        beside(NeighbourTest::steps);
        beside(NeighbourTest::steps); // by now all of it is compiled
        double hogged = beside(NeighbourTest::hog).perSecond();
        double polite = beside(NeighbourTest::steps).perSecond();
        assertThat(hogged).as("about a tenth, if the machine does nothing else").isLessThan(polite / 3);
    }

    @Test
    void theStepsOfTheNeighbourAreNotTheTasks() throws InterruptedException {
        try (LoopRig rig = new LoopRig(1, Map.of("neighbour", "on"))) {
            rig.add(NeighbourTest::steps, Asked.NOTHING);
            IterationSummary summary = rig.iterate(MILLIS);
            long successes = summary.tasks().get(0).successes();
            assertThat(Objects.requireNonNull(summary.otherWork()).units()).isPositive();
            assertThat(summary.cpus().steps()).isBetween(successes * STEPS, (successes + 2) * STEPS);
        }
    }

    @Test
    void withoutOneThereIsNoOtherWork() throws InterruptedException {
        try (LoopRig rig = new LoopRig(1, Map.of())) {
            rig.add(NeighbourTest::steps, Asked.NOTHING);
            assertThat(rig.iterate(MILLIS).otherWork()).isNull();
        }
    }
}
