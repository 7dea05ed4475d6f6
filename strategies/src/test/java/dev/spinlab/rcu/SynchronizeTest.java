package dev.spinlab.rcu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spinlab.machine.ContextViolation;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.ManualKernel;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What waiting for grace periods costs, and where it is a mistake. */
class SynchronizeTest {
    private static final long RCU_NANOS = 3_000_000;
    private static final long TRACE_NANOS = 11_000_000;
    private static final long SLACK_NANOS = 2_000_000;
    private static final long LONG_NANOS = 100_000_000;

    @AutoClose
    private final ManualKernel manual = new ManualKernel(2, new RcuParameters(RCU_NANOS, TRACE_NANOS)).start();

    private final Rcu rcu = manual.kernel().rcu();
    private final TasksTraceRcu tasksTrace = manual.kernel().tasksTrace();

    private long nanosFor(Consumer<Cpu> body) {
        long start = manual.schedule().nanoTime();
        Task task = manual.spawn(0, "task", body);
        assertThat(manual.driveToEnd(task, LONG_NANOS)).isTrue();
        return manual.schedule().nanoTime() - start;
    }

    private void assertViolation(String words, Consumer<Cpu> body) {
        Task task = manual.spawn(0, "task", body);
        assertThatExceptionOfType(ContextViolation.class)
                .isThrownBy(() -> manual.driveToEnd(task, LONG_NANOS))
                .withMessageContaining(words);
    }

    @Test
    void aPeriodTakesAtLeastItsLength() {
        assertThat(nanosFor(rcu::synchronize)).isBetween(RCU_NANOS, RCU_NANOS + SLACK_NANOS);
        assertThat(nanosFor(tasksTrace::synchronize)).isBetween(TRACE_NANOS, TRACE_NANOS + SLACK_NANOS);
    }

    @Test
    void waitingForBothTakesAsLongAsTheLongest() {
        assertThat(nanosFor(cpu -> GracePeriodDomain.synchronizeMult(cpu, rcu, tasksTrace)))
                .isBetween(TRACE_NANOS, TRACE_NANOS + SLACK_NANOS);
        assertThat(rcu.gracePeriods()).isEqualTo(1);
        assertThat(tasksTrace.gracePeriods()).isEqualTo(1);
    }

    @Test
    void theLengthsOfPeriodsAreRecorded() {
        nanosFor(rcu::synchronize);
        nanosFor(rcu::synchronize);
        assertThat(rcu.gracePeriods()).isEqualTo(2);
        assertThat(rcu.gracePeriodMaxNanos()).isBetween(RCU_NANOS, RCU_NANOS + SLACK_NANOS);
        assertThat(rcu.gracePeriodTotalNanos()).isBetween(2 * RCU_NANOS, 2 * rcu.gracePeriodMaxNanos());
    }

    @Test
    void aPeriodThatRunsAlreadyDoesNotCount() {
        Task first = manual.spawn(1, "first", rcu::synchronize);
        manual.drive(RCU_NANOS / 2);
        assertThat(manual.schedule().ended(first)).isFalse();
        assertThat(nanosFor(rcu::synchronize)).isGreaterThanOrEqualTo(RCU_NANOS + RCU_NANOS / 4);
        assertThat(rcu.gracePeriods()).isEqualTo(2);
    }

    @Test
    void aBarrierWithNothingQueuedReturnsAtOnce() {
        assertThat(nanosFor(rcu::barrier)).isLessThan(RCU_NANOS);
        assertThat(rcu.gracePeriods()).isZero();
    }

    @Test
    void synchronizeInsideASectionIsAMistake() {
        assertViolation("RCU synchronize inside", cpu -> {
            rcu.readLock(cpu);
            rcu.synchronize(cpu);
        });
    }

    @Test
    void waitingForBothInsideASectionOfEitherIsAMistake() {
        assertViolation("Tasks Trace RCU synchronize inside", cpu -> {
            tasksTrace.readLock(cpu);
            GracePeriodDomain.synchronizeMult(cpu, rcu, tasksTrace);
        });
    }

    @Test
    void aBarrierInsideASectionIsAMistake() {
        assertViolation("RCU barrier inside", cpu -> {
            rcu.readLock(cpu);
            rcu.barrier(cpu);
        });
    }

    @Test
    void synchronizeWithPreemptionOffIsAMistake() {
        assertViolation("while atomic", cpu -> {
            cpu.preemptDisable();
            rcu.synchronize(cpu);
        });
    }

    @Test
    void anUnlockWithoutALockIsAMistake() {
        assertViolation("without having been entered", rcu::readUnlock);
    }

    @Test
    void oneUnlockTooManyIsAMistake() {
        assertViolation("without having been entered", cpu -> {
            tasksTrace.readLock(cpu);
            tasksTrace.readUnlock(cpu);
            tasksTrace.readUnlock(cpu);
        });
    }

    @Test
    void sleepingInARegularSectionIsAMistake() {
        assertViolation("sleeps inside an RCU read section", cpu -> {
            rcu.readLock(cpu);
            cpu.current().sleep(1);
        });
    }

    @Test
    void aTasksTraceSectionMaySynchronizeRegularRcu() {
        assertThat(nanosFor(cpu -> {
                    tasksTrace.readLock(cpu);
                    rcu.synchronize(cpu);
                    tasksTrace.readUnlock(cpu);
                }))
                .isGreaterThanOrEqualTo(RCU_NANOS);
    }

    @Test
    void aNegativeLengthIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RcuParameters(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RcuParameters(0, -1));
    }
}
