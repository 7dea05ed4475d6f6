package dev.spinlab.machine;

import static dev.spinlab.machine.ContextLevel.HARDIRQ;
import static dev.spinlab.machine.ContextLevel.NMI;
import static dev.spinlab.machine.InterruptibleCpu.Delivery.HANDLED;
import static dev.spinlab.machine.InterruptibleCpu.Delivery.NOBODY;
import static dev.spinlab.machine.InterruptibleCpu.Delivery.PENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.LockResult;
import dev.spinlab.lock.LockupError;
import dev.spinlab.lock.RawSpinLock;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.machine.pinning.Pinning;
import dev.spinlab.rcu.GracePeriodDomain;
import dev.spinlab.rcu.Rcu;
import dev.spinlab.rcu.TasksTraceRcu;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What becomes of an interrupt from another thread, delivered here by the task itself at chosen places. */
class InterruptibleCpuTest {
    /** Says that every thread is bound. */
    static final class Obliging implements Pinning {
        @Override
        public Result pin(int physicalCpu) {
            return Result.PINNED;
        }

        @Override
        public int[] allowedCpus() {
            return new int[] {0};
        }
    }

    private final List<String> log = new ArrayList<>();

    private static Machine machine(InterruptHandler handler, Schedule schedule) {
        Machine machine = Machine.builder()
                .interruptible()
                .pinning(new Obliging())
                .schedule(schedule)
                .build();
        machine.setInterrupts(InterruptSource.none(), handler);
        machine.start();
        return machine;
    }

    private static InterruptibleCpu entered(InterruptHandler handler) {
        Machine machine = machine(handler, new NativeSchedule(Rig.ENDLESS_SLICE_NANOS));
        Task task = machine.newTask(0, "task");
        task.bind();
        task.enter();
        return (InterruptibleCpu) machine.cpu(0);
    }

    private InterruptibleCpu logging() {
        return entered((cpu, level) -> log.add(level.name()));
    }

    @Test
    void anInterruptThatNothingForbidsIsHandledAtOnce() {
        InterruptibleCpu cpu = logging();

        assertThat(cpu.interrupt(HARDIRQ)).isEqualTo(HANDLED);
        assertThat(cpu.interrupt(NMI)).isEqualTo(HANDLED);

        assertThat(log).containsExactly("HARDIRQ", "NMI");
        assertThat(cpu.context(HARDIRQ).counters().entries()).isEqualTo(1);
    }

    @Test
    void theEndOfAHandlersReadSectionIsNotReportedSinceItsTaskMayBeInOne() {
        GracePeriodDomain[] domains = new GracePeriodDomain[2];
        InterruptibleCpu cpu = entered((mine, level) -> {
            for (GracePeriodDomain domain : domains) {
                domain.readLock(mine);
                domain.readUnlock(mine);
            }
        });
        domains[0] = new Rcu(cpu.machine(), 0);
        domains[1] = new TasksTraceRcu(cpu.machine(), 0);
        for (GracePeriodDomain domain : domains) {
            domain.readLock(cpu);
            domain.of(cpu.current()).requestReport();
        }

        cpu.interrupt(HARDIRQ);
        cpu.interrupt(NMI);
        assertThat(domains).allMatch(domain -> domain.of(cpu.current()).reportWanted());

        for (GracePeriodDomain domain : domains) {
            domain.readUnlock(cpu);
        }
        assertThat(domains).noneMatch(domain -> domain.of(cpu.current()).reportWanted());
    }

    @Test
    void quickLocksOfHandlersAreCountedWhicheverStateRunsThem() {
        List<Long> inHandlers = new ArrayList<>();
        InterruptibleCpu cpu = entered((mine, level) -> {
            mine.countQuickLock();
            inHandlers.add(mine.context().counters().lockAcquisitions());
        });

        cpu.interrupt(HARDIRQ);
        cpu.irqSave();
        cpu.interrupt(HARDIRQ);
        cpu.irqRestore();
        cpu.interrupt(HARDIRQ);
        cpu.countQuickLock();

        assertThat(inHandlers).containsExactly(1L, 2L, 3L);
        assertThat(cpu.context(HARDIRQ).counters().lockAcquisitions()).isEqualTo(3);
        assertThat(cpu.context().counters().lockAcquisitions()).isEqualTo(1);
    }

    @Test
    void aMaskedInterruptIsPendedAndTheOutermostRestoreRunsItOnce() {
        InterruptibleCpu cpu = logging();

        cpu.irqSave();
        cpu.irqSave();
        assertThat(cpu.interrupt(HARDIRQ)).isEqualTo(PENDED);
        assertThat(cpu.interrupt(HARDIRQ)).isEqualTo(PENDED);
        cpu.irqRestore();
        assertThat(log).isEmpty();
        cpu.irqRestore();

        assertThat(log).containsExactly("HARDIRQ");
        Rig.steps(cpu, 10);
        cpu.irqSave();
        cpu.irqRestore();
        assertThat(log).containsExactly("HARDIRQ");
    }

    @Test
    void whatIsPendedInAHandlerThatTheTaskRunsComesAtTheNextStep() {
        InterruptibleCpu[] cpu = new InterruptibleCpu[1];
        cpu[0] = entered((mine, level) -> {
            log.add(level.name());
            if (log.size() == 1) {
                assertThat(cpu[0].interrupt(HARDIRQ)).isEqualTo(PENDED);
            }
        });

        cpu[0].irqSave();
        cpu[0].interrupt(HARDIRQ);
        cpu[0].irqRestore();
        assertThat(log).hasSize(1);
        cpu[0].step();

        assertThat(log).hasSize(2);
        Rig.steps(cpu[0], 10);
        assertThat(log).hasSize(2);
    }

    @Test
    void anNmiIgnoresTheMask() {
        InterruptibleCpu cpu = logging();

        cpu.irqSave();
        assertThat(cpu.interrupt(NMI)).isEqualTo(HANDLED);
        assertThat(log).containsExactly("NMI");
        cpu.irqRestore();

        assertThat(log).containsExactly("NMI");
    }

    @Test
    void anNmiComesOverAHandlerAndBothSeeTheirOwnLevelAndTheTask() {
        InterruptibleCpu[] cpu = new InterruptibleCpu[1];
        cpu[0] = entered((mine, level) -> {
            if (level == HARDIRQ) {
                cpu[0].interrupt(NMI);
            }
            log.add(mine.context().level() + " over " + mine.current().name() + ", masked " + mine.irqsMasked());
        });

        cpu[0].interrupt(HARDIRQ);

        assertThat(log).containsExactly("NMI over task, masked true", "HARDIRQ over task, masked true");
        assertThat(cpu[0].irqsMasked()).isFalse();
        assertThat(cpu[0].context().level()).isEqualTo(ContextLevel.TASK);
    }

    @Test
    void aHandlerLeavesThePrivateStateOfTheTaskAlone() {
        InterruptibleCpu cpu = entered((mine, level) -> {
            Rig.steps(mine, 3 * NativeSchedule.STEPS_PER_TICK);
            mine.preemptDisable();
            mine.irqSave();
            mine.irqRestore();
            mine.preemptEnable();
            mine.context().setErrno(Errno.EBUSY);
        });
        cpu.step();
        cpu.preemptDisable();
        cpu.context().setErrno(Errno.ENOENT);
        long steps = cpu.steps();

        cpu.interrupt(HARDIRQ);
        cpu.interrupt(NMI);

        assertThat(cpu.steps()).isEqualTo(steps);
        assertThat(cpu.preemptionDisabled()).isTrue();
        assertThat(cpu.context().errno()).isEqualTo(Errno.ENOENT);
        cpu.preemptEnable();
    }

    @Test
    void nobodyIsInterruptedBeforeATaskIsThereOrAfterItHasLeft() {
        InterruptibleCpu cpu = logging();
        Task task = cpu.current();
        task.leave();
        assertThat(cpu.interrupt(NMI)).isEqualTo(NOBODY);
        task.enter();
        assertThat(cpu.interrupt(NMI)).isEqualTo(HANDLED);
        task.leave();

        assertThat(log).hasSize(1);
    }

    @Test
    void aTaskWhoseThreadIsNotBoundIsNotInterrupted() {
        Machine machine = machine((cpu, level) -> log.add(level.name()), new NativeSchedule(Rig.ENDLESS_SLICE_NANOS));
        machine.newTask(0, "unbound").enter();

        assertThat(((InterruptibleCpu) machine.cpu(0)).interrupt(HARDIRQ)).isEqualTo(NOBODY);
        assertThat(log).isEmpty();
    }

    @Test
    void aHandlerThatKeepsItsMaskOrItsPreemptionCountIsAnError() {
        assertThatExceptionOfType(ContextViolation.class)
                .isThrownBy(() -> entered((cpu, level) -> cpu.irqSave()).interrupt(HARDIRQ))
                .withMessageContaining("irq depth 2");
        assertThatExceptionOfType(ContextViolation.class)
                .isThrownBy(() -> entered((cpu, level) -> cpu.preemptDisable()).interrupt(NMI))
                .withMessageContaining("preemption count 1");
    }

    @Test
    void aHandlerThatLeavesOneReadSectionTooManyIsAnErrorThoughItsTaskIsInOne() {
        Rcu[] rcu = new Rcu[1];
        InterruptibleCpu cpu = entered((mine, level) -> rcu[0].readUnlock(mine));
        rcu[0] = new Rcu(cpu.machine(), 0);
        rcu[0].readLock(cpu);

        assertThatExceptionOfType(ContextViolation.class)
                .isThrownBy(() -> cpu.interrupt(HARDIRQ))
                .withMessageContaining("left 0 and 1 deep in read sections, entered 1 and 1 deep");
        assertThat(rcu[0].reading(cpu)).isTrue();
    }

    @Test
    void aHandlerWakesOthersOnlyAfterItsEndAndATaskAtOnce() {
        NativeSchedule real = new NativeSchedule(Rig.ENDLESS_SLICE_NANOS);
        Schedule watched = (Schedule) Proxy.newProxyInstance(
                Schedule.class.getClassLoader(), new Class<?>[] {Schedule.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("wake")) {
                        log.add("wake " + ((Task) arguments[0]).name());
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw Objects.requireNonNull(thrown.getCause());
                    }
                });
        Task[] sleepers = new Task[6];
        Machine machine = machine(
                (cpu, level) -> {
                    for (Task sleeper : sleepers) {
                        cpu.wake(sleeper);
                    }
                    log.add("ends");
                },
                watched);
        for (int i = 0; i < sleepers.length; i++) {
            sleepers[i] = machine.newTask(0, "sleeper");
        }
        Task task = machine.newTask(0, "task");
        task.bind();
        task.enter();
        InterruptibleCpu cpu = (InterruptibleCpu) machine.cpu(0);

        cpu.interrupt(HARDIRQ);
        assertThat(log).containsExactly("ends");
        cpu.afterInterrupt(HARDIRQ);
        assertThat(log).hasSize(1 + sleepers.length);
        cpu.afterInterrupt(HARDIRQ);
        assertThat(log).hasSize(1 + sleepers.length);

        cpu.wake(sleepers[0]);
        assertThat(log).hasSize(2 + sleepers.length);
    }

    @Test
    void aHandlerThatWantsWhatItsTaskHoldsIsAnsweredOrEndedByTheLockNeverLeftSpinning() {
        SpinLock resilient = ResilientQueuedSpinLock.of("resilient", LockParameters.current());
        List<LockResult> answers = new ArrayList<>();
        InterruptibleCpu cpu = entered((mine, level) -> answers.add(resilient.lock(mine)));
        assertThat(resilient.lock(cpu)).isEqualTo(LockResult.ACQUIRED);
        cpu.interrupt(NMI);
        resilient.unlock(cpu);
        assertThat(answers).containsExactly(LockResult.DEADLOCK);

        SpinLock raw = new RawSpinLock("raw");
        InterruptibleCpu other = entered((mine, level) -> raw.lock(mine));
        raw.lock(other);
        assertThatThrownBy(() -> other.interrupt(NMI))
                .isInstanceOf(LockupError.class)
                .hasMessageContaining("lockup on raw: cpu 0 (NMI, task)");
    }

    @Test
    void aSourceWithThreadsOfItsOwnNeedsAMachineThatWasBuiltForIt() {
        InterruptSource asynchronous = new InterruptSource() {
            @Override
            public long nextDistanceSteps(int cpu, ContextLevel level) {
                return NEVER;
            }

            @Override
            public boolean asynchronous() {
                return true;
            }
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> Machine.builder().build().setInterrupts(asynchronous, (cpu, level) -> {}))
                .withMessageContaining("interruptible");
        Machine.builder().interruptible().build().setInterrupts(asynchronous, (cpu, level) -> {});
    }
}
