package dev.spinlab.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What belongs to a task although it lives on the CPU: it comes back with the task. */
class SwitchedStateTest {
    @AutoClose
    private final OneCpuRig rig = new OneCpuRig();

    /** Lets {@code task}, which stands in a step, lose its CPU to {@code other} until that one has ended. */
    private void preemptBy(Task task, Task other) {
        rig.schedule.run(other, 1);
        rig.cpu.requestReschedule();
        rig.schedule.run(task, 1);
        rig.schedule.finish(other);
    }

    @Test
    void migrationStaysDisabledAcrossAPreemptionAndIsNotInherited() {
        Task task = rig.spawn("task", cpu -> {
            cpu.migrateDisable();
            cpu.step();
            assertThat(cpu.migrationDisabled()).isTrue();
            cpu.migrateEnable();
            assertThat(cpu.migrationDisabled()).isFalse();
        });
        rig.schedule.run(task, 1);
        preemptBy(
                task,
                rig.spawn("other", cpu -> assertThat(cpu.migrationDisabled()).isFalse()));
        rig.schedule.finish(task);
    }

    @Test
    void migrationStaysDisabledAcrossASleep() {
        Task task = rig.spawn("task", cpu -> {
            cpu.migrateDisable();
            cpu.current().sleep(10);
            assertThat(cpu.migrationDisabled()).isTrue();
            cpu.migrateEnable();
            assertThat(cpu.migrationDisabled()).isFalse();
        });
        rig.schedule.run(task, 1);
        rig.run(cpu -> assertThat(cpu.migrationDisabled()).isFalse());
        rig.schedule.advance(10);
        rig.schedule.finish(task);
    }

    @Test
    void aTasksReadSectionsGoWithItWhenAnotherTaskRuns() {
        Cpu cpu = Rig.quietCpu();
        Task first = cpu.current();
        Task second = cpu.machine().newTask(0, "second");
        cpu.setTasksTraceNesting(2);
        first.leave();

        second.enter();
        assertThat(cpu.tasksTraceNesting()).isZero();
        cpu.setRcuNesting(1);
        second.leave();

        first.enter();
        assertThat(cpu.tasksTraceNesting()).isEqualTo(2);
        assertThat(cpu.rcuNesting()).isZero();
        first.leave();

        second.enter();
        assertThat(cpu.rcuNesting()).isEqualTo(1);
    }

    @Test
    void anIdleCpuIsInNoReadSectionWhateverItsLastTaskWasIn() {
        Cpu cpu = Rig.quietCpu();
        cpu.setRcuNesting(1);
        cpu.setTasksTraceNesting(1);

        cpu.current().leave();

        assertThat(cpu.rcuNesting()).isZero();
        assertThat(cpu.tasksTraceNesting()).isZero();
    }

    @Test
    void theOutcomeOfAnOperationIsNotThatOfAnotherTaskInBetween() {
        Task task = rig.spawn("task", cpu -> {
            cpu.context().setErrno(Errno.ENOMEM);
            cpu.step();
            assertThat(cpu.context().errno()).isEqualTo(Errno.ENOMEM);
        });
        rig.schedule.run(task, 1);
        preemptBy(task, rig.spawn("other", cpu -> cpu.context().setErrno(Errno.OK)));
        rig.schedule.finish(task);
    }

    @Test
    void theOutcomeOfAHandlerIsNotThatOfTheTaskBelow() {
        rig.on(ContextLevel.NMI, cpu -> cpu.context().setErrno(Errno.EDEADLK));
        rig.run(cpu -> {
            cpu.context().setErrno(Errno.EBUSY);
            cpu.raise(ContextLevel.NMI);
            assertThat(cpu.context().errno()).isEqualTo(Errno.EBUSY);
            assertThat(cpu.context(ContextLevel.NMI).errno()).isEqualTo(Errno.EDEADLK);
        });
    }

    @Test
    void theTimeOnTheCpuIsWithoutThatOfOtherTasks() {
        Task task = rig.spawn("task", cpu -> {
            cpu.step();
            cpu.step();
        });
        Task other = rig.spawn("other", Cpu::step);
        rig.schedule.run(task, 1);
        rig.schedule.advance(5);
        assertThat(task.runNanosNow()).isEqualTo(5);
        rig.schedule.run(other, 1);
        rig.cpu.requestReschedule();
        rig.schedule.run(task, 1);
        rig.schedule.run(other, 1);
        rig.schedule.advance(100);
        rig.schedule.finish(other);
        rig.schedule.run(task, 1);
        rig.schedule.advance(7);
        rig.schedule.finish(task);
        assertThat(task.runNanos()).isEqualTo(12);
        assertThat(other.runNanos()).isEqualTo(100);
    }
}
