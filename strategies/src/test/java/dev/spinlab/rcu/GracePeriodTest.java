package dev.spinlab.rcu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Task;
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

/** A grace period does not end while a reader runs that began before it, wherever that reader is. */
class GracePeriodTest {
    private static final long LONG_NANOS = 20_000_000;

    @AutoClose
    private final ManualKernel manual = new ManualKernel(2, RcuParameters.shortest()).start();

    private boolean readerMayEnd;

    static Stream<Function<ManualKernel, GracePeriodDomain>> domains() {
        return Stream.of(
                manual -> manual.kernel().rcu(), manual -> manual.kernel().tasksTrace());
    }

    /** Creates a reader on CPU 0 that does {@code inside} again and again until it may end. */
    private Task reader(GracePeriodDomain domain, Consumer<Cpu> inside) {
        return manual.spawn(0, "reader", cpu -> {
            domain.readLock(cpu);
            while (!readerMayEnd) {
                inside.accept(cpu);
            }
            domain.readUnlock(cpu);
        });
    }

    private Task updater(GracePeriodDomain domain) {
        return manual.spawn(1, "updater", domain::synchronize);
    }

    private void assertWaitsForTheReader(Task updater) {
        assertThat(manual.driveToEnd(updater, LONG_NANOS)).as("over too early").isFalse();
        readerMayEnd = true;
        assertThat(manual.driveToEnd(updater, LONG_NANOS)).as("over at last").isTrue();
    }

    @ParameterizedTest
    @MethodSource("domains")
    void aReaderThatTicksGoOnOverIsWaitedFor(Function<ManualKernel, GracePeriodDomain> of) {
        GracePeriodDomain domain = of.apply(manual);
        Task reader = reader(domain, Cpu::step);
        manual.schedule().run(reader, 1);
        assertWaitsForTheReader(updater(domain));
    }

    @ParameterizedTest
    @MethodSource("domains")
    void aReaderOnACpuThatDoesNotTickIsWaitedFor(Function<ManualKernel, GracePeriodDomain> of) {
        GracePeriodDomain domain = of.apply(manual);
        Task reader = reader(domain, Cpu::step);
        manual.schedule().run(reader, 1);
        manual.hold(reader);
        Task updater = updater(domain);
        assertThat(manual.driveToEnd(updater, LONG_NANOS)).isFalse();
        manual.letGo(reader);
        assertWaitsForTheReader(updater);
    }

    @ParameterizedTest
    @MethodSource("domains")
    void aReaderThatWasPreemptedInsideItsSectionIsWaitedFor(Function<ManualKernel, GracePeriodDomain> of) {
        GracePeriodDomain domain = of.apply(manual);
        Task reader = reader(domain, Cpu::step);
        boolean[] otherMayEnd = new boolean[1];
        Task other = manual.spawn(0, "other", cpu -> {
            while (!otherMayEnd[0]) {
                cpu.step();
            }
        });
        manual.schedule().run(reader, 2);
        manual.schedule().run(other, 1);
        manual.machine().cpu(0).requestReschedule();
        manual.schedule().run(reader, 2);
        assertThat(manual.schedule().runnable(reader)).as("has its CPU").isFalse();

        Task updater = updater(domain);
        assertThat(manual.driveToEnd(updater, LONG_NANOS)).isFalse();
        otherMayEnd[0] = true;
        assertWaitsForTheReader(updater);
    }

    @ParameterizedTest
    @MethodSource("domains")
    void aReaderThatWasPreemptedAfterTheStartOfAPeriodIsWaitedForByThatPeriod(
            Function<ManualKernel, GracePeriodDomain> of) {
        GracePeriodDomain domain = of.apply(manual);
        Task reader = reader(domain, Cpu::step);
        manual.schedule().run(reader, 2);
        manual.hold(reader);
        Task updater = updater(domain);
        manual.drive(LONG_NANOS);
        manual.letGo(reader);

        Task other = manual.spawn(0, "other", cpu -> {});
        manual.schedule().run(other, 1);
        manual.machine().cpu(0).requestReschedule();
        assertWaitsForTheReader(updater);
        assertThat(manual.schedule().ended(other)).isTrue();
    }

    @Test
    void aTasksTraceReaderThatSleepsIsWaitedFor() {
        TasksTraceRcu domain = manual.kernel().tasksTrace();
        Task reader = reader(domain, cpu -> cpu.current().sleep(100_000));
        manual.schedule().run(reader, 1);
        assertWaitsForTheReader(updater(domain));
    }

    @Test
    void aRegularPeriodDoesNotWaitForATasksTraceReader() {
        Task reader = reader(manual.kernel().tasksTrace(), cpu -> cpu.current().sleep(100_000));
        manual.schedule().run(reader, 1);
        assertThat(manual.driveToEnd(updater(manual.kernel().rcu()), LONG_NANOS))
                .isTrue();
        assertThat(manual.schedule().ended(reader)).isFalse();
    }

    @Test
    void aTasksTracePeriodDoesNotWaitForARegularReader() {
        Task reader = reader(manual.kernel().rcu(), Cpu::step);
        manual.schedule().run(reader, 1);
        assertThat(manual.driveToEnd(updater(manual.kernel().tasksTrace()), LONG_NANOS))
                .isTrue();
        assertThat(manual.schedule().ended(reader)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("domains")
    void aReaderThatBeganLaterIsNotWaitedFor(Function<ManualKernel, GracePeriodDomain> of) {
        GracePeriodDomain domain = of.apply(manual);
        boolean[] began = new boolean[1];
        Task late = manual.spawn(0, "late", cpu -> {
            while (domain.gracePeriods() == 0) {
                domain.readLock(cpu);
                began[0] = true;
                cpu.step();
                domain.readUnlock(cpu);
            }
        });
        manual.schedule().run(late, 1);
        assertThat(manual.driveToEnd(updater(domain), LONG_NANOS)).isTrue();
        assertThat(began[0]).isTrue();
    }

    @ParameterizedTest
    @MethodSource("domains")
    void anIdleCpuIsNotWaitedFor(Function<ManualKernel, GracePeriodDomain> of) {
        manual.hold(manual.machine().tasks()[0]);
        assertThat(manual.machine().cpu(0).idleVolatile()).isTrue();
        assertThat(manual.driveToEnd(updater(of.apply(manual)), LONG_NANOS)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("domains")
    void onlyTheOutermostUnlockEndsASection(Function<ManualKernel, GracePeriodDomain> of) {
        GracePeriodDomain domain = of.apply(manual);
        Task reader = reader(domain, cpu -> {
            domain.readLock(cpu);
            cpu.step();
            domain.readUnlock(cpu);
            assertThat(domain.reading(cpu)).isTrue();
            cpu.step();
        });
        manual.schedule().run(reader, 1);
        assertWaitsForTheReader(updater(domain));
    }

    @ParameterizedTest
    @MethodSource("domains")
    void eachPeriodThatEndsIsHandedOverWithItsLength(Function<ManualKernel, GracePeriodDomain> of) {
        GracePeriodDomain domain = of.apply(manual);
        List<Long> lengths = new ArrayList<>();
        domain.onGracePeriodEnd(lengths::add);
        assertThat(manual.driveToEnd(updater(domain), LONG_NANOS)).isTrue();
        assertThat(lengths).hasSize(1);
        Task reader = reader(domain, Cpu::step);
        manual.schedule().run(reader, 1);
        assertWaitsForTheReader(updater(domain));
        assertThat(lengths).hasSizeGreaterThan(1);
        assertThat((long) lengths.size()).isEqualTo(domain.gracePeriods());
        assertThat(lengths.stream().mapToLong(Long::longValue).sum()).isEqualTo(domain.gracePeriodTotalNanos());
        assertThat(lengths.get(1)).as("the one that a reader held up").isGreaterThan(lengths.get(0));
    }
}
