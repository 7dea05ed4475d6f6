package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.Task;
import dev.spinlab.storage.OwnerKind;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.infra.Control;

class TaskLoopTest {
    private static final long PATIENCE_SECONDS = 10;

    private final Testbed testbed = testbed(Map.of());
    private final Control control = new Control();

    @AfterEach
    void shutDown() {
        testbed.kernel().shutdown();
    }

    private static Testbed testbed(Map<String, String> differing) {
        return new Testbed(RigParameters.parse(RigParametersTest.words(differing), 2), false, 1);
    }

    private TaskLoop loop(int index, Operation operation) {
        Task task = testbed.newTask(index);
        HandlerTally handlers = new HandlerTally(testbed.storage().newOwner(OwnerKind.TASK));
        TaskLoop loop = testbed.newLoop(index, task, handlers, operation, Asked.NOTHING);
        loop.begin(true);
        return loop;
    }

    @Test
    void aTaskKeepsItsCpuBetweenOperationsAndLeavesItOnStop() {
        TaskLoop loop = loop(0, (cpu, tally) -> Errno.OK);
        control.startMeasurement = true;
        loop.run(control);
        loop.run(control);
        assertThat(loop.task().running()).isTrue();
        control.stopMeasurement = true;
        loop.run(control);
        assertThat(loop.task().running()).isFalse();
        assertThat(loop.result().successes()).isEqualTo(2);
        assertThat(loop.result().acceptedCalls()).isEqualTo(2);
        assertThat(loop.result().onCpuNanos()).isPositive();
    }

    @Test
    void callsAfterTheStopDoNothing() {
        TaskLoop loop = loop(0, (cpu, tally) -> {
            throw new AssertionError("called after the stop");
        });
        control.startMeasurement = true;
        control.stopMeasurement = true;
        loop.run(control);
        loop.run(control);
        assertThat(loop.result().successes()).isZero();
    }

    @Test
    void onlyWhatJmhMeasuresIsCounted() {
        TaskLoop loop = loop(0, (cpu, tally) -> Errno.OK);
        loop.run(control);
        loop.run(control);
        assertThat(loop.task().running()).as("the real thing, but not counted").isTrue();
        control.startMeasurement = true;
        loop.run(control);
        control.stopMeasurement = true;
        loop.leave();
        assertThat(loop.result().successes()).isEqualTo(1);
    }

    @Test
    void countingBeginsInTheMiddleOfAnOperationThatHasNoEnd() {
        TaskLoop loop = loop(0, (cpu, tally) -> {
            tally.setUnfinished(true);
            control.startMeasurement = tally.acceptedCalls == 5 || control.startMeasurement;
            control.stopMeasurement = control.startMeasurement && tally.acceptedCalls == 3;
            return Errno.OK;
        });
        loop.run(control);
        assertThat(loop.result().acceptedCalls()).as("since the start").isEqualTo(4);
        assertThat(loop.result().span()).as("took part").isNotNull();
    }

    @Test
    void aRefusedOperationIsRepeatedUntilItSucceeds() {
        int[] calls = {0};
        TaskLoop loop = loop(0, (cpu, tally) -> ++calls[0] < 4 ? Errno.EBUSY : Errno.OK);
        control.startMeasurement = true;
        loop.run(control);
        assertThat(calls[0]).isEqualTo(4);
        loop.leave();
        assertThat(loop.result().successes()).isEqualTo(1);
        assertThat(loop.result().refused().of(Errno.EBUSY)).isEqualTo(3);
        assertThat(loop.result().refusedNanos()).isBetween(1L, loop.result().onCpuNanos());
    }

    @Test
    void theStopEndsAnOperationThatIsRefusedForEver() {
        TaskLoop loop = loop(0, (cpu, tally) -> {
            control.stopMeasurement = tally.runCalls == 2;
            return Errno.EBUSY;
        });
        control.startMeasurement = true;
        loop.run(control);
        assertThat(loop.task().running()).isFalse();
        assertThat(loop.result().successes()).isZero();
        assertThat(loop.result().refused().of(Errno.EBUSY)).isEqualTo(3);
    }

    @Test
    void anIterationBeginsWithFreshCounts() throws InterruptedException {
        TaskLoop first = loop(0, (cpu, tally) -> Errno.OK);
        TaskLoop second = loop(1, (cpu, tally) -> Errno.OK);
        control.startMeasurement = true;
        first.run(control);
        first.leave();
        second.leave();
        testbed.left();
        testbed.left();
        IterationSummary summary = testbed.endIteration(true);
        assertThat(summary.tasks()).extracting(TaskResult::successes).containsExactly(1L, 0L);
        first.begin(true);
        assertThat(first.result().successes()).isZero();
    }

    @Test
    void twoTasksTakeTurnsAndBothEnd() throws Exception {
        Operation steps = (cpu, tally) -> {
            step(cpu);
            return Errno.OK;
        };
        control.startMeasurement = true;
        CompletableFuture<TaskResult> one = inThread(loop(0, steps));
        CompletableFuture<TaskResult> other = inThread(loop(1, steps));
        while (testbed.kernel().machine().cpu(0).idleVolatile()) {
            Thread.onSpinWait();
        }
        control.stopMeasurement = true;
        one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        other.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void anErrorPassesTheCpuOnWhateverStateItLeftBehind() throws Exception {
        TaskLoop broken = loop(0, (cpu, tally) -> {
            cpu.preemptDisable();
            throw new IllegalStateException("lockup");
        });
        assertThatThrownBy(() -> broken.run(control)).hasMessage("lockup");
        TaskLoop other = loop(1, (cpu, tally) -> Errno.OK);
        CompletableFuture<Long> next = CompletableFuture.supplyAsync(() -> other.run(control));
        assertThat(next.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
        testbed.kernel().machine().cpu(0).preemptEnable();
        other.leave();
    }

    private static void step(Cpu cpu) {
        for (int i = 0; i < 100; i++) {
            cpu.step();
        }
    }

    private CompletableFuture<TaskResult> inThread(TaskLoop loop) {
        CompletableFuture<TaskResult> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            // Bounded by the stop, which the test sets.
            while (!control.stopMeasurement) {
                loop.run(control);
            }
            loop.leave();
            result.complete(loop.result());
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    @Test
    void thinkingTakesItsStepsBetweenOperations() {
        Testbed thinking = testbed(Map.of("thinkSteps", "1000"));
        Task task = thinking.newTask(0);
        HandlerTally handlers = new HandlerTally(thinking.ownerOf(0));
        TaskLoop loop = thinking.newLoop(0, task, handlers, (cpu, tally) -> Errno.OK, Asked.NOTHING);
        loop.begin(true);
        control.startMeasurement = true;
        loop.run(control);
        long before = task.cpu().steps();
        loop.run(control);
        assertThat(task.cpu().steps() - before).isEqualTo(1000);
        loop.leave();
        thinking.kernel().shutdown();
    }

    @Test
    void tasksHaveAnOwnerEachOrShareAControlGroup() {
        assertThat(testbed.ownerOf(0)).isNotSameAs(testbed.ownerOf(1));
        assertThat(testbed.ownerOf(1).kind()).isEqualTo(OwnerKind.TASK);
        Testbed shared = testbed(Map.of("owners", "shared"));
        assertThat(shared.ownerOf(0)).isSameAs(shared.ownerOf(1));
        assertThat(shared.ownerOf(0).kind()).isEqualTo(OwnerKind.CGROUP);
        shared.kernel().shutdown();
    }

    @Test
    void liveElementsLieInEveryMap() {
        Testbed populated = testbed(Map.of("live", "3", "maps", "2", "valueBytes", "64"));
        assertThat(populated.bystanders()).hasSize(3);
        assertThat(populated.maps()).hasSize(2);
        assertThat(populated.maps()[1].valueWords()).isEqualTo(8);
        assertThat(populated.storage().elementLedger().allocated()).isEqualTo(6);
        populated.kernel().shutdown();
    }

    @Test
    void anOvercommittedMachineHasOnePhysicalCpu() {
        Testbed crowded = testbed(Map.of("cpus", "2", "host", "one"));
        assertThat(crowded.kernel().machine().physicalCpu(0))
                .isEqualTo(crowded.kernel().machine().physicalCpu(1));
        crowded.kernel().shutdown();
    }

    @Test
    void twiceTheOperationsTakeTwiceTheTimeAndCountNowhere() throws InterruptedException {
        try (LoopRig rig = new LoopRig(1, Map.of())) {
            int[] calls = {0};
            TaskLoop loop = rig.add(
                    (cpu, tally) -> {
                        calls[0]++;
                        step(cpu);
                        return Errno.OK;
                    },
                    Asked.NOTHING);
            IterationSummary summary = rig.iterate(100);
            assertThat(Objects.requireNonNull(summary.proportionality())).isBetween(0.7, 1.4);
            assertThat(summary.tasks().get(0).successes()).isLessThan(calls[0]);
            assertThat(loop.task().running()).isFalse();
        }
    }

    @Test
    void anOperationThatCannotBeDoneAloneIsNotChecked() throws InterruptedException {
        try (LoopRig rig = new LoopRig(1, Map.of())) {
            rig.add((cpu, tally) -> Errno.OK, new Asked(false, false, false));
            assertThat(rig.iterate(20).proportionality()).isNull();
        }
    }
}
