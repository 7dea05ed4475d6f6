package dev.spinlab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where a task loses its CPU to another one that waits for it.
 *
 * <p>The other task runs to its end before the first one goes on, so whether it ran tells whether the first was preempted.
 */
@Timeout(120)
class PreemptionTest {
    private static final int MANY_STEPS = 3 * NativeSchedule.STEPS_PER_TICK;

    private static Cpu cpuWith(Preemption preemption, InterruptSource source, InterruptHandler handler) {
        return Rig.enteredCpu(preemption, new EveryStep(), source, handler);
    }

    private static Cpu cpuWith(Preemption preemption) {
        return cpuWith(preemption, InterruptSource.none(), (cpu, level) -> {});
    }

    @Test
    void withoutPreemptionATaskLosesItsCpuAtTheEndOfAnOperationOnly() {
        Cpu cpu = cpuWith(Preemption.NONE);
        AtomicBoolean secondRan = Rig.secondTaskWaits(cpu);

        cpu.requestReschedule();
        Rig.steps(cpu, MANY_STEPS);
        cpu.preemptDisable();
        cpu.preemptEnable();
        cpu.irqSave();
        cpu.irqRestore();
        assertThat(secondRan).isFalse();
        cpu.operationEnd();
        assertThat(secondRan).isTrue();
    }

    @Test
    void withFullPreemptionATaskLosesItsCpuAtTheNextStep() {
        Cpu cpu = cpuWith(Preemption.FULL);
        AtomicBoolean secondRan = Rig.secondTaskWaits(cpu);

        Rig.steps(cpu, MANY_STEPS);
        assertThat(secondRan).as("before the request").isFalse();
        cpu.requestReschedule();
        assertThat(secondRan).as("before the step").isFalse();
        cpu.step();
        assertThat(secondRan).isTrue();
    }

    @Test
    void underTheNativeScheduleARequestTakesEffectWithinATick() {
        Cpu cpu = Rig.quietCpu();
        AtomicBoolean secondRan = Rig.secondTaskWaits(cpu);

        cpu.requestReschedule();
        Rig.steps(cpu, NativeSchedule.STEPS_PER_TICK);

        assertThat(secondRan).isTrue();
    }

    @Test
    void aTaskWhoseSliceIsOverIsPreempted() {
        Cpu cpu = Rig.enteredCpu(Preemption.FULL, new NativeSchedule(1), InterruptSource.none(), (c, level) -> {});
        AtomicBoolean secondRan = Rig.secondTaskWaits(cpu);

        for (int ticks = 0; ticks < 10_000 && !secondRan.get(); ticks++) {
            Rig.steps(cpu, NativeSchedule.STEPS_PER_TICK);
        }

        assertThat(secondRan).isTrue();
    }

    @Test
    void disabledPreemptionHoldsARequestUntilTheOutermostEnable() {
        Cpu cpu = cpuWith(Preemption.FULL);
        AtomicBoolean secondRan = Rig.secondTaskWaits(cpu);

        cpu.preemptDisable();
        cpu.preemptDisable();
        assertThat(cpu.preemptionDisabled()).isTrue();
        cpu.requestReschedule();
        Rig.steps(cpu, MANY_STEPS);
        cpu.operationEnd();
        cpu.preemptEnable();
        assertThat(secondRan).isFalse();
        cpu.preemptEnable();
        assertThat(secondRan).isTrue();
        assertThat(cpu.preemptionDisabled()).isFalse();
    }

    @Test
    void maskedInterruptsHoldARequestUntilTheOutermostRestore() {
        Cpu cpu = cpuWith(Preemption.FULL);
        AtomicBoolean secondRan = Rig.secondTaskWaits(cpu);

        cpu.irqSave();
        cpu.irqSave();
        cpu.requestReschedule();
        Rig.steps(cpu, MANY_STEPS);
        cpu.operationEnd();
        cpu.preemptDisable();
        cpu.preemptEnable();
        cpu.irqRestore();
        assertThat(secondRan).isFalse();
        cpu.irqRestore();
        assertThat(secondRan).isTrue();
    }

    @Test
    void aRestoreWithPreemptionDisabledHoldsTheRequestOn() {
        Cpu cpu = cpuWith(Preemption.FULL);
        AtomicBoolean secondRan = Rig.secondTaskWaits(cpu);

        cpu.preemptDisable();
        cpu.irqSave();
        cpu.requestReschedule();
        cpu.irqRestore();
        assertThat(secondRan).isFalse();
        cpu.preemptEnable();
        assertThat(secondRan).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"HARDIRQ", "NMI"})
    void aHandlerIsNotPreemptedButTheTaskIsWhenItEnds(ContextLevel level) {
        AtomicBoolean ranDuringHandler = new AtomicBoolean();
        AtomicBoolean[] secondRan = {new AtomicBoolean()};
        ScriptedInterrupts source =
                level == ContextLevel.NMI ? new ScriptedInterrupts().nmis(1) : new ScriptedInterrupts().hardirqs(1);
        Cpu cpu = cpuWith(Preemption.FULL, source, (c, raised) -> {
            c.requestReschedule();
            Rig.steps(c, 100);
            c.preemptDisable();
            c.preemptEnable();
            c.irqSave();
            c.irqRestore();
            c.operationEnd();
            ranDuringHandler.set(secondRan[0].get());
        });
        secondRan[0] = Rig.secondTaskWaits(cpu);

        cpu.step();

        assertThat(ranDuringHandler).isFalse();
        assertThat(secondRan[0]).isTrue();
    }

    @Test
    void aRequestIsSpentIfNobodyWaits() {
        Cpu cpu = cpuWith(Preemption.FULL);

        cpu.requestReschedule();
        cpu.step();
        assertThat(cpu.contextSwitches()).isZero();
        AtomicBoolean secondRan = Rig.secondTaskWaits(cpu);
        Rig.steps(cpu, MANY_STEPS);
        assertThat(secondRan).isFalse();
    }

    @Test
    void aPreemptedTaskKeepsItsMigrateDepthAndTheOtherStartsWithNone() {
        Cpu cpu = cpuWith(Preemption.FULL);
        AtomicBoolean otherSawMigrationDisabled = new AtomicBoolean(true);
        Task second = cpu.machine().newTask(0, "second");
        cpu.machine().schedule().start(second, () -> {
            second.enter();
            otherSawMigrationDisabled.set(cpu.migrationDisabled());
            second.leave();
        });
        Rig.await(() -> cpu.machine().schedule().contended(cpu));

        cpu.migrateDisable();
        cpu.requestReschedule();
        cpu.step();

        assertThat(otherSawMigrationDisabled).isFalse();
        assertThat(cpu.migrationDisabled()).isTrue();
        cpu.migrateEnable();
        assertThat(cpu.migrationDisabled()).isFalse();
    }

    @Test
    void aPreemptionCountsTwoSwitchesAndTellsSubsystemsWhoLeaves() {
        List<String> left = new CopyOnWriteArrayList<>();
        Subsystem subsystem = new Subsystem() {
            @Override
            public void tick(Cpu cpu) {}

            @Override
            public void switchOut(Cpu cpu, Task task) {
                left.add(task.name());
            }
        };
        Cpu cpu = Rig.enteredCpu(Preemption.FULL, new EveryStep(), InterruptSource.none(), (c, level) -> {}, subsystem);
        Task first = cpu.current();
        AtomicBoolean secondRan = Rig.secondTaskWaits(cpu);

        cpu.requestReschedule();
        cpu.step();

        assertThat(secondRan).isTrue();
        assertThat(left).containsExactly("first", "second");
        assertThat(cpu.contextSwitches()).isEqualTo(2);
        assertThat(cpu.current()).isSameAs(first);
    }

    @Test
    void aCpuIsIdleExactlyWhileNoTaskIsOnIt() {
        Machine machine = Machine.builder().build();
        machine.start();
        Cpu cpu = machine.cpu(0);
        Task task = machine.newTask(0, "only");

        assertThat(cpu.idleVolatile()).isTrue();
        assertThatThrownBy(cpu::current).isInstanceOf(ContextViolation.class).hasMessageContaining("idle");
        task.enter();
        assertThat(cpu.idleVolatile()).isFalse();
        assertThat(cpu.current()).isSameAs(task);
        assertThat(task.running()).isTrue();
        task.leave();
        assertThat(cpu.idleVolatile()).isTrue();
        assertThat(task.running()).isFalse();
    }
}
