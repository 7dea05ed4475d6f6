package dev.spinlab.reclaim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.machine.ContextLevel;
import dev.spinlab.machine.ContextViolation;
import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.InterruptSource;
import dev.spinlab.machine.Task;
import dev.spinlab.rcu.RcuParameters;
import dev.spinlab.simulation.ManualKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every right reclaimer does, and in what they differ. */
class ReclaimersTest {
    private static final long RCU_NANOS = 2_000_000;
    private static final long TRACE_NANOS = 5_000_000;
    private static final long LONG_NANOS = 200_000_000;

    @AutoClose
    private final ManualKernel manual = new ManualKernel(2, new RcuParameters(RCU_NANOS, TRACE_NANOS));

    private final Ledger ledger = new Ledger(manual.machine());

    static Stream<Function<ModelKernel, Reclaimer>> right() {
        return Stream.of(PerElementReclaimer::new, DeferredReclaimer::lockless, DeferredReclaimer::masked);
    }

    private void run(int cpu, Consumer<Cpu> body) {
        Task task = manual.spawn(cpu, "task", body);
        assertThat(manual.driveToEnd(task, LONG_NANOS)).isTrue();
    }

    private Probe retire(Cpu cpu, Reclaimer reclaimer, boolean reuseNow) {
        Probe probe = new Probe(cpu, ledger);
        probe.retire(cpu);
        reclaimer.retire(cpu, probe, reuseNow);
        return probe;
    }

    @ParameterizedTest
    @MethodSource("right")
    void everyObjectIsFreedOnceAndNothingIsLeft(Function<ModelKernel, Reclaimer> kind) {
        Reclaimer reclaimer = kind.apply(manual.kernel());
        manual.start();
        for (int id = 0; id < 2; id++) {
            run(id, cpu -> {
                for (int i = 0; i < 20; i++) {
                    retire(cpu, reclaimer, i % 3 == 0);
                    cpu.current().sleep(RCU_NANOS / 2);
                }
            });
        }
        run(0, reclaimer::quiesce);
        assertThat(ledger.freed()).isEqualTo(40);
        assertThat(ledger.doubleFreed()).isZero();
        assertThat(ledger.backlog()).isZero();
    }

    @ParameterizedTest
    @MethodSource("right")
    void anObjectWaitsForATasksTracePeriodAndARegularOne(Function<ModelKernel, Reclaimer> kind) {
        Reclaimer reclaimer = kind.apply(manual.kernel());
        manual.start();
        run(0, cpu -> {
            long start = cpu.nanoTime();
            Probe probe = retire(cpu, reclaimer, false);
            reclaimer.quiesce(cpu);
            assertThat(probe.freedAtNanos - start).isGreaterThanOrEqualTo(TRACE_NANOS + RCU_NANOS);
        });
    }

    @ParameterizedTest
    @MethodSource("right")
    void objectsRetiredByAnInterruptedRetireAreFreedToo(Function<ModelKernel, Reclaimer> kind) {
        Reclaimer reclaimer = kind.apply(manual.kernel());
        manual.machine().setInterrupts(InterruptSource.none(), (cpu, level) -> retire(cpu, reclaimer, false));
        manual.start();
        long steps = 0;
        boolean more = true;
        while (more) {
            steps++;
            Task task = manual.spawn(0, "task", cpu -> retire(cpu, reclaimer, false));
            more = manual.schedule().run(task, steps) == steps;
            if (more) {
                manual.schedule().interrupt(manual.machine().cpu(0), ContextLevel.HARDIRQ);
                manual.schedule().finish(task);
            }
        }
        run(0, reclaimer::quiesce);
        assertThat(steps).isGreaterThan(1);
        assertThat(ledger.retired()).isEqualTo(2 * steps - 1);
        assertThat(ledger.freed()).isEqualTo(ledger.retired());
        assertThat(ledger.doubleFreed()).isZero();
    }

    @Test
    void perElementReuseNowSavesTheTasksTracePeriod() {
        Reclaimer reclaimer = new PerElementReclaimer(manual.kernel());
        manual.start();
        run(0, cpu -> {
            long start = cpu.nanoTime();
            Probe probe = retire(cpu, reclaimer, true);
            reclaimer.quiesce(cpu);
            assertThat(probe.freedAtNanos - start).isBetween(RCU_NANOS, TRACE_NANOS - 1);
        });
        assertThat(manual.kernel().tasksTrace().gracePeriods()).isZero();
    }

    @Test
    void aBatchThatIsInFlightTakesNoMoreObjectsIn() {
        Reclaimer reclaimer = DeferredReclaimer.lockless(manual.kernel());
        manual.start();
        List<Probe> probes = new ArrayList<>();
        run(0, cpu -> {
            probes.add(retire(cpu, reclaimer, false));
            cpu.current().sleep(TRACE_NANOS / 2);
            probes.add(retire(cpu, reclaimer, false));
            reclaimer.quiesce(cpu);
        });
        assertThat(probes).allMatch(Reclaimable::isFreed);
        assertThat(probes.get(1).freedAtNanos - probes.get(0).freedAtNanos)
                .isGreaterThanOrEqualTo(TRACE_NANOS + RCU_NANOS);
    }

    @Test
    void theMaskedListRefusesAnNmi() {
        Reclaimer reclaimer = DeferredReclaimer.masked(manual.kernel());
        manual.machine().setInterrupts(InterruptSource.none(), (cpu, level) -> retire(cpu, reclaimer, false));
        manual.start();
        Task task = manual.spawn(0, "task", cpu -> cpu.raise(ContextLevel.NMI));
        assertThatExceptionOfType(ContextViolation.class)
                .isThrownBy(() -> manual.schedule().finish(task))
                .withMessageContaining("NMI");
    }

    @Test
    void theLocklessListTakesAnNmisObject() {
        Reclaimer reclaimer = DeferredReclaimer.lockless(manual.kernel());
        manual.machine().setInterrupts(InterruptSource.none(), (cpu, level) -> retire(cpu, reclaimer, false));
        manual.start();
        run(0, cpu -> {
            cpu.raise(ContextLevel.NMI);
            reclaimer.quiesce(cpu);
        });
        assertThat(ledger.freed()).isEqualTo(1);
    }

    @Test
    void theUnprotectedListsFreeButOnlyAfterRegularPeriods() {
        Reclaimer reclaimer = new UnprotectedDeferredReclaimer(manual.kernel());
        manual.start();
        run(0, cpu -> {
            Probe probe = retire(cpu, reclaimer, false);
            reclaimer.quiesce(cpu);
            assertThat(probe.isFreed()).isTrue();
        });
        assertThat(manual.kernel().tasksTrace().gracePeriods()).isZero();
    }
}
