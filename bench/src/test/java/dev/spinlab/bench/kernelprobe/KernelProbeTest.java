package dev.spinlab.bench.kernelprobe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.machine.pinning.Pinning;
import dev.spinlab.results.kernel.KernelCalls;
import dev.spinlab.results.kernel.KernelFigures;
import dev.spinlab.results.kernel.KernelFigures.Locks;
import dev.spinlab.results.kernel.KernelRow;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class KernelProbeTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.6Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final FakeKernel kernel = new FakeKernel();
    private final List<String> lines = new ArrayList<>();

    private Platform platform() {
        return FakePlatform.with(kernel, folder);
    }

    private KernelFigures measure(Platform platform, Pinning pinning, ProbePlan plan) throws InterruptedException {
        return new KernelProbe(platform, pinning, CLOCK, () -> false, lines::add).measure(plan, "the command");
    }

    /** A budget of nothing: each thread makes its calls once. */
    private static ProbePlan once() {
        return ProbePlan.full(Duration.ofMillis(ProbePlan.ROUNDS * 70L));
    }

    @Test
    void everyCaseIsMeasuredWhereNothingIsRefused() throws InterruptedException {
        KernelFigures figures = measure(platform(), new FakePinning(2, null), once());
        assertThat(figures.rows()).hasSize(4 * 3 * 5 + 2 * 5 * 3);
        assertThat(figures.leftOut()).isEmpty();
        assertThat(figures.release()).isEqualTo("6.18.44-test");
        assertThat(figures.preemption()).startsWith("none");
        assertThat(figures.locks()).isEqualTo(Locks.COUNTER);
        assertThat(figures.started()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(figures.command()).isEqualTo("the command");
        assertThat(figures.partial()).isFalse();
        assertThat(lines)
                .containsExactly("real kernel: round 1 of 3", "real kernel: round 2 of 3", "real kernel: round 3 of 3");
        assertThat(kernel.open()).as("left open").isEmpty();
        assertThat(figures.rows()).filteredOn(row -> row.handlers() != null).hasSize(3 * 3 * 5);
    }

    @Test
    void whatTheProgramsCountedIsWhatARowSays() throws InterruptedException {
        KernelFigures figures = measure(platform(), new FakePinning(2, null), once());
        KernelRow row = figures.find(KernelRow.CREATE_DELETE, 2, 1, 100).orElseThrow();
        assertThat(row.tasks().failures())
                .containsEntry("create NULL", 3 * 2 * 2L)
                .containsEntry("delete EBUSY", 3 * 2L);
        assertThat(row.tasks().calls()).isPositive();
        assertThat(row.tasks().calls() % 10).as("ten rounds a run").isZero();
        assertThat(row.tasks().nanosPerCall().middle()).isEqualTo(1_000 / 64.0);
        KernelCalls handlers = row.handlers();
        assertThat(handlers).isNotNull();
        if (handlers != null) {
            assertThat(handlers.calls()).isEqualTo(3 * 8);
            assertThat(handlers.refusedShare().middle()).isEqualTo(3 / 8.0);
            assertThat(handlers.refusedTimeShare()).isEqualTo(700 / 4000.0);
            assertThat(handlers.nanosPerCall().middle()).isEqualTo(500);
        }
        KernelRow hit = figures.find(KernelRow.LOOKUP_HIT, 1, 1, 0).orElseThrow();
        assertThat(hit.tasks().refusedTimeShare()).as("not told apart").isNull();
        assertThat(hit.handlers()).isNull();
    }

    @Test
    void answersOfSystemCallsAreCountedByErrno() throws InterruptedException {
        kernel.refusing("BPF_MAP_DELETE_ELEM", 2);
        KernelFigures figures = measure(platform(), new FakePinning(2, null), once());
        List<KernelRow> deletes = figures.rows().stream()
                .filter(row -> row.operation().equals("delete"))
                .toList();
        assertThat(deletes).hasSize(10).allSatisfy(row -> {
            assertThat(row.tasks().failures()).containsOnlyKeys("delete ENOENT");
            assertThat(row.tasks().refusedShare().middle()).isEqualTo(1);
            assertThat(row.tasks().refusedTimeShare()).isEqualTo(1);
        });
        assertThat(figures.rows().stream().filter(row -> row.operation().equals("update")))
                .hasSize(10)
                .allSatisfy(row -> assertThat(row.tasks().failures()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"rqspinlock_t, RQSPINLOCK", "raw_spinlock_t, COUNTER", "spinlock_t, UNKNOWN"})
    void whatGuardsLocalStorageIsReadFromTheTypeOfItsLock(String lockType, Locks locks) throws InterruptedException {
        Platform usual = platform();
        Platform other =
                new Platform("Linux", "aarch64", FakePlatform.types(folder, lockType), usual.files(), usual.calls());
        KernelFigures figures = measure(other, new FakePinning(1, null), ProbePlan.ofClaims(Duration.ofMillis(15)));
        assertThat(figures.locks()).isEqualTo(locks);
        assertThat(figures.architecture()).isEqualTo("aarch64");
        assertThat(KernelAccess.locks(new byte[] {1})).as("damaged").isEqualTo(Locks.UNKNOWN);
    }

    @Test
    void withoutEventsOnlyTheCasesWithInterruptsAreLeftOut() throws InterruptedException {
        kernel.refusing("perf_event_open", 13);
        KernelFigures figures = measure(platform(), new FakePinning(2, null), once());
        assertThat(figures.rows()).hasSize(3 * 5 + 2 * 5 * 3).allMatch(row -> row.interruptMicros() == 0);
        assertThat(figures.leftOut())
                .containsExactly("cases with interrupts: perf_event_open answered EACCES; run it as root, or with the"
                        + " capabilities BPF and PERFMON");
    }

    @Test
    void withoutDescriptorsOfThreadsOnlyTheirOwnCallsAreLeftOut() throws InterruptedException {
        kernel.refusing("pidfd_open 128", 22);
        KernelFigures figures = measure(platform(), new FakePinning(2, null), once());
        assertThat(figures.rows().stream().map(KernelRow::owner))
                .contains(KernelRow.SHARED)
                .doesNotContain(KernelRow.OWN);
        assertThat(figures.leftOut())
                .containsExactly("system calls on the storage of each thread: pidfd_open answered EINVAL; threads have"
                        + " descriptors from Linux 6.9");
    }

    @Test
    void withoutDescriptorsOfTasksNoCallsAreMade() throws InterruptedException {
        kernel.refusing("pidfd_open", 38);
        KernelFigures figures = measure(platform(), new FakePinning(2, null), once());
        assertThat(figures.rows()).hasSize(4 * 3 * 5).allMatch(row -> row.owner() == null);
        assertThat(figures.leftOut()).containsExactly("system calls: pidfd_open answered ENOSYS");
    }

    @Test
    void onOneCpuTheCasesOnTwoAreLeftOut() throws InterruptedException {
        KernelFigures figures = measure(platform(), new FakePinning(1, null), once());
        assertThat(figures.rows()).hasSize(4 * 3 * 3 + 2 * 3 * 3).allMatch(row -> row.cpus() == 1);
        assertThat(figures.leftOut()).containsExactly("cases on two CPUs: this process may use one only");
    }

    @Test
    void threadsThatCannotBeBoundAreNoCase() {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> measure(platform(), new FakePinning(2, "not permitted"), once()))
                .withMessage("threads cannot be bound to CPU 1 (not permitted);"
                        + " run it where sched_setaffinity is permitted");
        assertThat(kernel.open()).isEmpty();
    }

    @Test
    void aRefusalInTheMiddleEndsAllThreadsAndLeavesNothing() {
        kernel.refusing("BPF_PROG_TEST_RUN", 12);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> measure(platform(), new FakePinning(2, null), once()))
                .withMessageStartingWith("BPF_PROG_TEST_RUN answered ENOMEM; ");
        assertThat(kernel.open()).isEmpty();
    }

    @Test
    void aStoppedMeasurementKeepsItsRoundsAndSaysSo() throws InterruptedException {
        KernelFigures figures = new KernelProbe(
                        platform(), new FakePinning(2, null), CLOCK, () -> lines.size() > 1, lines::add)
                .measure(once(), "the command");
        assertThat(figures.partial()).isTrue();
        assertThat(figures.rows()).hasSize(90);
        assertThat(figures.limits()).contains("The measurement was stopped before its end.");
        assertThat(kernel.open()).isEmpty();
    }

    @Test
    void whatIsStoppedAtOnceHasNoRows() throws InterruptedException {
        KernelFigures figures = new KernelProbe(platform(), new FakePinning(2, null), CLOCK, () -> true, lines::add)
                .measure(once(), "the command");
        assertThat(figures.rows()).isEmpty();
        assertThat(kernel.open()).isEmpty();
    }
}
