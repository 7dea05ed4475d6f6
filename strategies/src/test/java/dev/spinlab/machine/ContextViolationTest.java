package dev.spinlab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every broken rule of the machine is an error at the place that broke it. */
@Timeout(60)
class ContextViolationTest {
    private static void assertViolation(String fragment, ThrowingCallable action) {
        assertThatExceptionOfType(ContextViolation.class).isThrownBy(action).withMessageContaining(fragment);
    }

    @Test
    void leavingOrSleepingWithPreemptionDisabled() {
        Cpu cpu = Rig.quietCpu();
        Task task = cpu.current();
        cpu.preemptDisable();

        assertViolation("leaves while atomic", task::leave);
        assertViolation("sleeps while atomic", () -> task.sleep(1));
        assertThat(task.running()).isTrue();
        cpu.preemptEnable();
        task.leave();
        assertThat(task.running()).isFalse();
    }

    @Test
    void leavingOrSleepingWithInterruptsMasked() {
        Cpu cpu = Rig.quietCpu();
        Task task = cpu.current();
        cpu.irqSave();

        assertViolation("leaves while atomic", task::leave);
        assertViolation("sleeps while atomic", () -> task.sleep(1));
        cpu.irqRestore();
        task.leave();
    }

    @ParameterizedTest
    @EnumSource(names = {"HARDIRQ", "NMI"})
    void sleepingInAHandler(ContextLevel level) {
        Cpu cpu = Rig.enteredCpu(
                InterruptSource.none(), (c, raised) -> c.current().sleep(1));

        assertViolation("level " + level, () -> cpu.raise(level));
        assertThat(cpu.context().level()).as("after the handler threw").isEqualTo(ContextLevel.TASK);
        assertThat(cpu.irqsMasked()).isFalse();
    }

    @Test
    void sleepingInsideAnRcuReadSection() {
        Cpu cpu = Rig.quietCpu();
        Task task = cpu.current();
        cpu.setRcuNesting(1);

        assertViolation("RCU read section", () -> task.sleep(1));
        cpu.setRcuNesting(0);
        task.sleep(1);
        assertThat(task.running()).isTrue();
    }

    @Test
    void sleepingInsideATasksTraceSectionIsAllowed() {
        Cpu cpu = Rig.quietCpu();
        Task task = cpu.current();
        cpu.setTasksTraceNesting(1);

        task.sleep(1);

        assertThat(task.running()).isTrue();
        assertThat(cpu.tasksTraceNesting()).isEqualTo(1);
    }

    @Test
    void undoingMoreThanWasDone() {
        Cpu cpu = Rig.quietCpu();

        assertUnderflow("preemptEnable", Cpu::preemptDisable, Cpu::preemptEnable, cpu);
        assertUnderflow("irqRestore", Cpu::irqSave, Cpu::irqRestore, cpu);
        assertUnderflow("migrateEnable", Cpu::migrateDisable, Cpu::migrateEnable, cpu);
    }

    private static void assertUnderflow(String name, Consumer<Cpu> open, Consumer<Cpu> close, Cpu cpu) {
        open.accept(cpu);
        close.accept(cpu);
        assertViolation(name + " without", () -> close.accept(cpu));
        // A refused call changes nothing.
        open.accept(cpu);
        close.accept(cpu);
        assertViolation(name + " without", () -> close.accept(cpu));
    }

    @Test
    void aHandlerThatLeavesPreemptionDisabled() {
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().hardirqs(1), (c, level) -> c.preemptDisable());

        assertViolation("HARDIRQ handler left with preemption count 1", cpu::step);
    }

    @Test
    void aHandlerThatEnablesPreemptionOfWhatItInterrupted() {
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().nmis(1), (c, level) -> c.preemptEnable());
        cpu.preemptDisable();

        assertViolation("NMI handler left with preemption count 0", cpu::step);
    }

    @Test
    void aHandlerThatStaysInAReadSection() {
        Cpu cpu =
                Rig.enteredCpu(new ScriptedInterrupts().hardirqs(1), (c, level) -> c.setRcuNesting(c.rcuNesting() + 1));

        assertViolation("HARDIRQ handler left 1 and 0 deep in read sections, entered 0 and 0 deep", cpu::step);
    }

    @Test
    void aHandlerThatLeavesTheReadSectionOfWhatItInterrupted() {
        Cpu cpu = Rig.enteredCpu(
                new ScriptedInterrupts().nmis(1), (c, level) -> c.setTasksTraceNesting(c.tasksTraceNesting() - 1));
        cpu.setTasksTraceNesting(1);

        assertViolation("NMI handler left 0 and 0 deep in read sections, entered 0 and 1 deep", cpu::step);
    }

    @Test
    void aHandlerThatLeavesAMaskBehind() {
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().hardirqs(1), (c, level) -> c.irqSave());

        assertViolation("HARDIRQ handler left with irq depth 2", cpu::step);
    }

    @Test
    void aHandlerThatUnmasksWhatItInterrupted() {
        Cpu cpu = Rig.enteredCpu(new ScriptedInterrupts().nmis(1), (c, level) -> c.irqRestore());

        assertViolation("NMI handler left with irq depth 0", cpu::step);
    }

    @Test
    void enteringTwice() {
        Task task = Rig.quietCpu().current();

        assertViolation("already holds", task::enter);
    }

    @Test
    void leavingOrSleepingWithoutHoldingTheCpu() {
        Task task = Rig.quietCpu().current();
        task.leave();

        assertViolation("leaves without holding", task::leave);
        assertViolation("sleeps without holding", () -> task.sleep(1));
    }
}
