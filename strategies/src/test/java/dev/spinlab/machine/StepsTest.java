package dev.spinlab.machine;

import static dev.spinlab.machine.ContextLevel.HARDIRQ;
import static dev.spinlab.machine.ContextLevel.NMI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step counts and when it interrupts. */
class StepsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, NativeSchedule.STEPS_PER_TICK - 1, NativeSchedule.STEPS_PER_TICK, 10_000})
    void anInterruptComesAtExactlyItsStep(int distance) {
        List<Long> at = new ArrayList<>();
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().hardirqs(distance), (c, level) -> at.add(c.steps()));

        Rig.steps(cpu, distance - 1);
        assertThat(at).isEmpty();
        cpu.step();
        assertThat(at).containsExactly((long) distance);
    }

    @Test
    void distancesCountFromTheInterruptBefore() {
        List<String> at = new ArrayList<>();
        Cpu cpu = Rig.enteredCpu(
                new ScriptedInterrupts().hardirqs(5, 7, 1).nmis(6, 100), (c, level) -> at.add(level + "@" + c.steps()));

        Rig.steps(cpu, 1000);

        assertThat(at).containsExactly("HARDIRQ@5", "NMI@6", "HARDIRQ@12", "HARDIRQ@13", "NMI@106");
    }

    @Test
    void stepsAreCountedExactlyWhateverInterrupts() {
        SteppedInterrupts source = new SteppedInterrupts(1, 1, 13, 29);
        Cpu cpu = Rig.enteredCpu(source, (c, level) -> {
            if (level == HARDIRQ) {
                Rig.steps(c, 2);
            }
        });

        for (int i = 1; i <= 20_000; i++) {
            cpu.step();
            long handlers = 2 * cpu.context(HARDIRQ).counters().entries();
            assertThat(cpu.steps()).isEqualTo(i + handlers);
        }
        assertThat(cpu.context(HARDIRQ).counters().entries()).isPositive();
        assertThat(cpu.context(NMI).counters().entries()).isPositive();
    }

    @Test
    void stepsAreTakenAtOnceOnlyIfNothingIsDueInAnyOfThem() {
        List<Long> at = new ArrayList<>();
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().hardirqs(10), (c, level) -> at.add(c.steps()));

        assertThat(cpu.stepsAtOnce(3)).isTrue();
        assertThat(cpu.stepsAtOnce(3)).isTrue();
        assertThat(cpu.steps()).isEqualTo(6);
        assertThat(cpu.stepsAtOnce(4)).as("the last of them is the interrupt's").isFalse();
        assertThat(cpu.steps()).as("none was taken").isEqualTo(6);
        assertThat(cpu.stepsAtOnce(3)).isTrue();
        assertThat(at).isEmpty();
        cpu.step();
        assertThat(at).containsExactly(10L);
    }

    @Test
    void stepsAreNotTakenAtOnceWhileSomethingWaitsForTheNextOne() {
        Cpu cpu = Rig.quietCpu();
        assertThat(cpu.stepsAtOnce(1)).isTrue();

        cpu.requestReschedule();

        assertThat(cpu.stepsAtOnce(1)).isFalse();
    }

    @Test
    void relaxIsOneStep() {
        Cpu cpu = Rig.quietCpu();

        cpu.relax();
        cpu.relax();

        assertThat(cpu.steps()).isEqualTo(2);
    }

    @Test
    void aTickComesEverySoManySteps() {
        List<Long> at = new ArrayList<>();
        Subsystem subsystem = c -> at.add(c.steps());
        Cpu cpu = Rig.enteredCpu(InterruptSource.none(), (c, level) -> {}, subsystem);

        Rig.steps(cpu, 3 * NativeSchedule.STEPS_PER_TICK);

        assertThat(at).containsExactly(4093L, 8186L, 12279L);
    }

    @Test
    @Timeout(60)
    void aStormSlowsATaskDownButCannotStopIt() {
        int bound = 100_000;
        Cpu cpu = Rig.enteredCpu((c, level) -> 1, (c, level) -> {
            assertThat(c.steps()).as("steps of a task that took 100").isLessThan(bound);
            c.step();
        });

        Rig.steps(cpu, 100);

        assertThat(cpu.context(HARDIRQ).counters().entries()).isBetween(100L, (long) bound);
        assertThat(cpu.context(NMI).counters().entries()).isBetween(100L, (long) bound);
        assertThat(cpu.context().level()).isEqualTo(ContextLevel.TASK);
    }
}
