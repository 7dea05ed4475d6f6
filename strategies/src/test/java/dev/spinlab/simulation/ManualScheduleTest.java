package dev.spinlab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ManualScheduleTest {
    private static final long FEW_STEPS = 1_000;

    @AutoClose
    private final ManualSchedule schedule = new ManualSchedule(0, FEW_STEPS);

    private final List<String> log = new ArrayList<>();

    private Machine machine(int cpus) {
        Machine machine = Machine.builder().cpus(cpus).schedule(schedule).build();
        machine.setInterrupts((cpu, level) -> Long.MAX_VALUE / 4, (cpu, level) -> {
            log.add("interrupted by " + level);
            cpu.step();
        });
        machine.start();
        return machine;
    }

    private void logThreeSteps(Cpu cpu) {
        for (int i = 0; i < 3; i++) {
            cpu.step();
            log.add(cpu.current().name() + i);
        }
    }

    @Test
    void aTaskStandsInAStepBeforeTheAccessBehindIt() {
        machine(1);
        Task a = schedule.spawn(0, "a", this::logThreeSteps);
        assertThat(schedule.run(a, 1)).isEqualTo(1);
        assertThat(log).isEmpty();
        assertThat(schedule.run(a, 2)).isEqualTo(2);
        assertThat(log).containsExactly("a0", "a1");
        assertThat(schedule.run(a, 5)).as("steps left before the end").isZero();
        assertThat(schedule.ended(a)).isTrue();
    }

    @Test
    void theTestDecidesHowTwoCpusInterleave() {
        machine(2);
        Task a = schedule.spawn(0, "a", this::logThreeSteps);
        Task b = schedule.spawn(1, "b", this::logThreeSteps);
        schedule.run(a, 2);
        schedule.run(b, 3);
        schedule.finish(a);
        schedule.finish(b);
        assertThat(log).containsExactly("a0", "b0", "b1", "a1", "a2", "b2");
    }

    @Test
    void aConditionIsLookedAtBeforeTheFirstAndAtEveryStep() {
        machine(1);
        Task a = schedule.spawn(0, "a", this::logThreeSteps);
        schedule.runUntil(a, log::isEmpty);
        assertThat(a.running()).as("did not even begin").isFalse();
        schedule.runUntil(a, () -> log.contains("a1"));
        assertThat(log).containsExactly("a0", "a1");
        assertThatThrownBy(() -> schedule.runUntil(a, () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a on cpu 0")
                .hasMessageContaining("before the condition held");
    }

    @Test
    void whatABodyThrowsIsThrownByTheCallThatLetItRun() {
        machine(1);
        IllegalStateException thrown = new IllegalStateException("from the body");
        Task a = schedule.spawn(0, "a", cpu -> {
            cpu.step();
            throw thrown;
        });
        schedule.run(a, 1);
        assertThatThrownBy(() -> schedule.finish(a)).isSameAs(thrown);
        assertThat(schedule.ended(a)).isTrue();
    }

    @Test
    void aTaskThatNeverEndsFailsByName() {
        machine(1);
        Task a = schedule.spawn(0, "runaway", cpu -> {
            while (true) {
                cpu.relax();
            }
        });
        assertThatThrownBy(() -> schedule.finish(a))
                .isInstanceOf(AssertionError.class)
                .hasMessage("runaway on cpu 0 took more than 1000 steps");
    }

    @Test
    void allTasksThatNeverEndFailByName() {
        machine(2);
        for (int cpu = 0; cpu < 2; cpu++) {
            schedule.spawn(cpu, "runaway" + cpu, mine -> {
                while (true) {
                    mine.relax();
                }
            });
        }
        assertThatThrownBy(schedule::finishAll)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("more than 1000 steps and no end")
                .hasMessageContaining("runaway0")
                .hasMessageContaining("runaway1");
    }

    @Test
    void aTaskWhoseCpuIsTakenCannotGoOnUntilItIsFree() {
        machine(1);
        Task a = schedule.spawn(0, "a", this::logThreeSteps);
        Task b = schedule.spawn(0, "b", this::logThreeSteps);
        schedule.run(a, 1);
        assertThat(schedule.run(b, 1)).isZero();
        assertThat(schedule.runnable(b)).isFalse();
        assertThatThrownBy(() -> schedule.run(b, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("b on cpu 0 (WAITS_FOR_CPU) cannot go on");
        schedule.finish(a);
        schedule.finish(b);
        assertThat(log).containsExactly("a0", "a1", "a2", "b0", "b1", "b2");
    }

    @Test
    void anInterruptComesInTheStepWhereTheTaskStands() {
        Machine machine = machine(1);
        Task a = schedule.spawn(0, "a", this::logThreeSteps);
        schedule.run(a, 2);
        schedule.interrupt(machine.cpu(0), ContextLevel.NMI);
        schedule.run(a, 1);
        assertThat(log).as("stands in the handler's step").containsExactly("a0", "interrupted by NMI");
        schedule.finish(a);
        assertThat(log).containsExactly("a0", "interrupted by NMI", "a1", "a2");
    }

    @Test
    void theClockStandsStillUnlessItIsMoved() {
        Machine machine = machine(1);
        Task a = schedule.spawn(0, "a", this::logThreeSteps);
        schedule.finish(a);
        assertThat(machine.cpu(0).nanoTime()).isZero();
        schedule.advance(7);
        assertThat(machine.cpu(0).nanoTime()).isEqualTo(7);
    }

    @Test
    void aSleeperGoesOnWhenItsTimeHasComeOrWhenItIsWoken() {
        machine(1);
        Task a = schedule.spawn(0, "a", cpu -> {
            cpu.current().sleep(10);
            log.add("slept at " + cpu.nanoTime());
            cpu.current().sleep(1_000);
            log.add("woken at " + cpu.nanoTime());
            cpu.current().sleep(1_000);
            log.add("awake at " + cpu.nanoTime());
        });
        schedule.run(a, 1);
        schedule.advance(9);
        assertThat(schedule.runnable(a)).isFalse();
        schedule.advance(1);
        schedule.run(a, 1);
        assertThat(log).containsExactly("slept at 10");
        a.wake();
        schedule.run(a, 1);
        assertThat(log).containsExactly("slept at 10", "woken at 10");
        schedule.finishAll();
        assertThat(log).endsWith("awake at 1010");
    }

    @Test
    void closingEndsTasksThatStandAnywhere() {
        Machine machine = machine(2);
        Task standing = schedule.spawn(0, "standing", this::logThreeSteps);
        Task waiting = schedule.spawn(0, "waiting", this::logThreeSteps);
        Task fresh = schedule.spawn(1, "fresh", this::logThreeSteps);
        schedule.run(standing, 1);
        schedule.run(waiting, 1);
        schedule.close();
        assertThat(schedule.ended(standing)).isTrue();
        assertThat(schedule.ended(waiting)).isTrue();
        assertThat(schedule.ended(fresh)).isTrue();
        assertThat(log).isEmpty();
        assertThat(machine.tasks()).hasSize(3);
    }
}
