package dev.spinlab.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Machine;
import dev.spinlab.machine.Task;
import dev.spinlab.rcu.RcuParameters;
import dev.spinlab.simulation.ManualKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkQueuesTest {
    private static final long LONG_NANOS = 100_000_000;

    @AutoClose
    private final ManualKernel manual = new ManualKernel(2, RcuParameters.shortest());

    private final WorkQueues work = manual.kernel().work();
    private final List<String> log = new ArrayList<>();

    private static WorkItem item(Consumer<Cpu> body) {
        return new WorkItem() {
            @Override
            protected void run(Cpu cpu) {
                body.accept(cpu);
            }
        };
    }

    private WorkItem logging(String name) {
        return item(cpu -> log.add(name));
    }

    private Task run(int cpu, Consumer<Cpu> body) {
        Task task = manual.spawn(cpu, "task", body);
        assertThat(manual.driveToEnd(task, LONG_NANOS)).isTrue();
        return task;
    }

    @Test
    void anItemIsDoneByTheWorkerOfTheCpuThatQueuedIt() {
        manual.start();
        run(1, cpu -> {
            work.queue(
                    cpu, item(on -> log.add(on.current() + " in " + on.context().level())));
            work.flush(cpu);
        });
        assertThat(log).containsExactly("worker/1 on cpu 1 in TASK");
    }

    @Test
    void anItemQueuedTwiceIsDoneOnce() {
        manual.start();
        WorkItem item = logging("done");
        run(0, cpu -> {
            assertThat(work.queue(cpu, item)).isTrue();
            assertThat(work.queue(cpu, item)).isFalse();
            work.flush(cpu);
        });
        assertThat(log).containsExactly("done");
    }

    @Test
    void anItemThatWasDoneCanBeQueuedAgain() {
        manual.start();
        WorkItem item = logging("done");
        run(0, cpu -> {
            for (int i = 0; i < 3; i++) {
                assertThat(work.queue(cpu, item)).isTrue();
                work.flush(cpu);
            }
        });
        assertThat(log).hasSize(3);
    }

    @Test
    void anItemQueuedWhileItIsBeingDoneIsDoneAgain() {
        manual.start();
        WorkItem again = new WorkItem() {
            @Override
            protected void run(Cpu cpu) {
                log.add("done");
                if (log.size() == 1) {
                    assertThat(work.queue(cpu, this)).isTrue();
                }
            }
        };
        run(0, cpu -> {
            work.queue(cpu, again);
            work.flush(cpu);
            work.flush(cpu);
        });
        assertThat(log).hasSize(2);
    }

    @Test
    void itemsAreDoneInTheOrderInWhichTheyWereQueued() {
        manual.start();
        run(0, cpu -> {
            for (int i = 0; i < 4; i++) {
                work.queue(cpu, logging("item " + i));
            }
            work.flush(cpu);
        });
        assertThat(log).containsExactly("item 0", "item 1", "item 2", "item 3");
    }

    @Test
    void aFlushWaitsForTheItemsOfAllCpusThoughTheySleep() {
        manual.start();
        run(
                1,
                cpu -> work.queue(cpu, item(on -> {
                    on.current().sleep(LONG_NANOS / 4);
                    log.add("slow");
                })));
        run(0, cpu -> {
            work.queue(cpu, logging("fast"));
            work.flush(cpu);
            log.add("flushed");
        });
        assertThat(log).containsExactly("fast", "slow", "flushed");
    }

    @Test
    void aFlushWithNothingQueuedReturnsAtOnce() {
        manual.start();
        manual.schedule().finish(manual.spawn(0, "task", work::flush));
    }

    @Test
    void anNmiMayQueue() {
        manual.machine()
                .setInterrupts(InterruptSource.none(), (cpu, level) -> work.queue(cpu, logging("queued in " + level)));
        manual.start();
        run(0, cpu -> {
            cpu.raise(ContextLevel.NMI);
            work.flush(cpu);
        });
        assertThat(log).containsExactly("queued in NMI");
    }

    @Test
    void anItemThatThrowsGivesTheCpuBackAndDoesNotHangTheShutdown() {
        try (ManualKernel single = new ManualKernel(1, RcuParameters.shortest()).start()) {
            WorkQueues queues = single.kernel().work();
            WorkItem broken = item(cpu -> {
                cpu.irqSave();
                throw new IllegalStateException("broken item");
            });
            single.schedule().finish(single.spawn(0, "task", cpu -> queues.queue(cpu, broken)));
            assertThatIllegalStateException()
                    .isThrownBy(() -> single.drive(LONG_NANOS))
                    .withMessage("broken item");

            assertThat(single.machine().cpu(0).idleVolatile()).isTrue();
            single.schedule().finish(single.spawn(0, "next", cpu -> {
                assertThat(cpu.irqsMasked()).isFalse();
                log.add("next runs");
            }));
            assertThat(log).containsExactly("next runs");
            single.kernel().shutdown();
        }
    }

    @Test
    void aShutdownOfWorkersThatWereNeverStartedReturnsAtOnce() {
        Machine machine = Machine.builder().cpus(3).build();
        ModelKernel kernel = ModelKernel.on(machine);
        machine.start();
        kernel.shutdown();
        assertThat(machine.tasks()).hasSize(3);
    }

    @Test
    void aShutdownEndsTheWorkersThatWereStarted() {
        Machine machine = Machine.builder().cpus(2).build();
        ModelKernel kernel = ModelKernel.on(machine);
        kernel.start();
        Task task = machine.newTask(0, "task");
        task.enter();
        kernel.work().queue(task.cpu(), logging("done"));
        kernel.work().flush(task.cpu());
        task.leave();
        kernel.shutdown();
        assertThat(log).containsExactly("done");
    }
}
