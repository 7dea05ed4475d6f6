package dev.spinlab.rcu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Task;
import dev.spinlab.simulation.ManualKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When, where and in which order callbacks run. */
class CallbackTest {
    private static final long RCU_NANOS = 2_000_000;
    private static final long LONG_NANOS = 100_000_000;

    @AutoClose
    private final ManualKernel manual = new ManualKernel(2, new RcuParameters(RCU_NANOS, RCU_NANOS));

    private final Rcu rcu = manual.kernel().rcu();
    private final List<String> log = new ArrayList<>();
    private Consumer<Cpu> handler = cpu -> {};

    @BeforeEach
    void start() {
        manual.machine().setInterrupts(InterruptSource.none(), (cpu, level) -> handler.accept(cpu));
    }

    private static final class Head extends RcuHead {}

    private RcuHead.Callback logging(String name) {
        return (cpu, head) -> log.add(name);
    }

    private void driveToEnd(Task task) {
        assertThat(manual.driveToEnd(task, LONG_NANOS)).isTrue();
    }

    private boolean driveUntilLogged(int entries) {
        return manual.driveUntil(() -> log.size() >= entries, LONG_NANOS);
    }

    @Test
    void aCallbackRunsOnItsCpuInSoftirqContextWithInterruptsOn() {
        manual.start();
        driveToEnd(manual.spawn(
                1,
                "caller",
                cpu -> rcu.call(
                        cpu,
                        new Head(),
                        (on, head) -> log.add(
                                "cpu " + on.id() + " " + on.context().level() + " masked " + on.irqsMasked()))));
        assertThat(driveUntilLogged(1)).isTrue();
        assertThat(log).containsExactly("cpu 1 SOFTIRQ masked false");
    }

    @Test
    void aCallbackRunsAfterAFullPeriod() {
        manual.start();
        long[] nanos = new long[2];
        driveToEnd(manual.spawn(0, "caller", cpu -> {
            nanos[0] = cpu.nanoTime();
            rcu.call(cpu, new Head(), (on, head) -> {
                nanos[1] = on.nanoTime();
                log.add("callback");
            });
        }));
        assertThat(driveUntilLogged(1)).isTrue();
        assertThat(nanos[1] - nanos[0]).isGreaterThanOrEqualTo(RCU_NANOS);
    }

    @Test
    void aCallbackQueuedWhileAPeriodRunsWaitsForTheNext() {
        manual.start();
        Task first = manual.spawn(1, "first", rcu::synchronize);
        manual.drive(RCU_NANOS / 2);
        Task second = manual.spawn(0, "caller", cpu -> rcu.call(cpu, new Head(), logging("callback")));
        driveToEnd(first);
        assertThat(log).isEmpty();
        assertThat(rcu.gracePeriods()).isEqualTo(1);
        driveToEnd(second);
        assertThat(driveUntilLogged(1)).isTrue();
        assertThat(rcu.gracePeriods()).isEqualTo(2);
    }

    @Test
    void callbacksOfACpuRunInTheOrderOfTheirCalls() {
        manual.start();
        driveToEnd(manual.spawn(0, "caller", cpu -> {
            for (int i = 0; i < 5; i++) {
                rcu.call(cpu, new Head(), logging("callback " + i));
                cpu.current().sleep(RCU_NANOS / 3);
            }
        }));
        assertThat(driveUntilLogged(5)).isTrue();
        assertThat(log).containsExactly("callback 0", "callback 1", "callback 2", "callback 3", "callback 4");
    }

    @Test
    void aCallbackMayQueueItsHeadAgain() {
        manual.start();
        driveToEnd(manual.spawn(
                0,
                "caller",
                cpu -> rcu.call(cpu, new Head(), (on, head) -> {
                    log.add("first");
                    manual.kernel().tasksTrace().call(on, head, logging("second"));
                })));
        assertThat(driveUntilLogged(2)).isTrue();
        assertThat(log).containsExactly("first", "second");
    }

    @Test
    void aBarrierReturnsAfterAllCallbacksQueuedBeforeItOnAnyCpu() {
        manual.start();
        for (int id = 0; id < 2; id++) {
            driveToEnd(manual.spawn(id, "caller", cpu -> {
                for (int i = 0; i < 3; i++) {
                    rcu.call(cpu, new Head(), logging("callback"));
                }
            }));
        }
        driveToEnd(manual.spawn(0, "waiter", cpu -> {
            rcu.barrier(cpu);
            log.add("barrier");
        }));
        assertThat(log).hasSize(7).endsWith("barrier");
    }

    @Test
    void aCallFromAnNmiAtAnyStepOfACallRunsToo() {
        manual.start();
        handler = cpu -> rcu.call(cpu, new Head(), logging("nmi"));
        int overflows = 0;
        int steps = 0;
        for (boolean more = true; more; steps++) {
            log.clear();
            Task caller = manual.spawn(0, "caller", cpu -> rcu.call(cpu, new Head(), logging("task")));
            long before = overflowed();
            more = manual.schedule().run(caller, steps + 1L) == steps + 1L;
            if (more) {
                manual.schedule().interrupt(manual.machine().cpu(0), ContextLevel.NMI);
                assertThat(driveUntilLogged(2)).as("step %d", steps).isTrue();
                assertThat(log).containsExactlyInAnyOrder("task", "nmi");
                overflows += overflowed() > before ? 1 : 0;
            }
            driveToEnd(caller);
        }
        assertThat(steps).isGreaterThan(1);
        assertThat(overflows).as("steps at which the chain was in use").isPositive();
    }

    /** Counts the atomic instructions of NMIs: only the lock-less list for calls that interrupt a call needs one. */
    private long overflowed() {
        return manual.machine().cpu(0).context(ContextLevel.NMI).counters().atomics();
    }

    @Test
    void aBarrierWaitsForWhatAnNmiQueuedDuringACall() {
        manual.start();
        handler = cpu -> rcu.call(cpu, new Head(), logging("nmi"));
        Task caller = manual.spawn(0, "caller", cpu -> {
            rcu.call(cpu, new Head(), logging("task"));
            rcu.barrier(cpu);
            log.add("barrier");
        });
        manual.schedule().run(caller, 1);
        manual.schedule().interrupt(manual.machine().cpu(0), ContextLevel.NMI);
        driveToEnd(caller);
        assertThat(overflowed()).isEqualTo(1);
        assertThat(log).hasSize(3).endsWith("barrier");
    }

    @Test
    void allHooksRunBeforeABatchOfCallbacks() {
        rcu.beforeCallbacks(cpu -> log.add("first hook"));
        rcu.beforeCallbacks(cpu -> log.add("second hook"));
        manual.start();
        driveToEnd(manual.spawn(0, "caller", cpu -> {
            rcu.call(cpu, new Head(), logging("callback"));
            rcu.call(cpu, new Head(), logging("callback"));
            rcu.barrier(cpu);
        }));
        assertThat(log).containsExactly("first hook", "second hook", "callback", "callback");
    }

    @Test
    void aHeadThatWasQueuedTwiceIsFoundOut() {
        Head head = new Head();
        head.prepare(logging("callback"));
        head.invoke(manual.machine().cpu(0));
        assertThatIllegalStateException()
                .isThrownBy(() -> head.invoke(manual.machine().cpu(0)))
                .withMessageContaining("queued twice");
    }
}
