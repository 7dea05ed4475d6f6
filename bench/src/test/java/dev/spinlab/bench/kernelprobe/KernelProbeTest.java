package dev.spinlab.bench.kernelprobe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.bench.environment.SystemFiles;
import dev.spinlab.machine.pinning.Pinning;
import dev.spinlab.results.kernel.KernelCalls;
import dev.spinlab.results.kernel.KernelFigures;
import dev.spinlab.results.kernel.KernelFigures.Locks;
import dev.spinlab.results.kernel.KernelRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class KernelProbeTest {
    private static final String CAPABLE = "CapEff:\t000001fffeffffff\n";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.6Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final FakeKernel kernel = new FakeKernel();
    private final List<String> lines = new ArrayList<>();

    private Platform platform() {
        return FakePlatform.with(kernel, folder);
    }

    private Platform platform(SystemFiles files) {
        Platform usual = platform();
        return new Platform(usual.system(), usual.architecture(), usual.types(), files, usual.calls());
    }

    private KernelFigures measure(Platform platform, Pinning pinning, ProbePlan plan) throws InterruptedException {
        return new KernelProbe(platform, pinning, CLOCK, () -> false, lines::add).measure(plan, "the command");
    }

    /** A budget of nothing: each thread makes its calls once. */
    private static ProbePlan once() {
        return ProbePlan.full(Duration.ofMillis(ProbePlan.ROUNDS * 70L));
    }

    private void assertUnavailable(Platform platform, String message) {
        KernelProbe probe = new KernelProbe(platform, new FakePinning(2, null), CLOCK, () -> false, lines::add);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(probe::check)
                .withMessage(message);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> probe.measure(once(), "the command"))
                .withMessage(message);
        assertThat(message).doesNotContain("\n");
        assertThat(kernel.open()).isEmpty();
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
                .containsExactly(
                        "real kernel: round 1 of 3", "real kernel: round 2 of 3", "real kernel: round 3 of 3");
        assertThat(kernel.open()).as("left open").isEmpty();
        assertThat(figures.rows()).filteredOn(row -> row.handlers() != null).hasSize(3 * 3 * 5);
    }

    @Test
    void whatTheProgramsCountedIsWhatARowSays() throws InterruptedException {
        KernelFigures figures = measure(platform(), new FakePinning(2, null), once());
        KernelRow row = figures.find(KernelRow.CREATE_DELETE, 2, 1, 100).orElseThrow();
        assertThat(row.tasks().failures()).containsEntry("create NULL", 3 * 2 * 2L).containsEntry("delete EBUSY", 3 * 2L);
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
    @ValueSource(strings = {"BPF_BTF_LOAD", "BPF_MAP_CREATE of task", "BPF_PROG_LOAD of spinlab_handler"})
    void withoutPermissionTheRemedyIsRootOrTwoCapabilities(String refused) {
        kernel.refusing(refused, 1);
        String call = refused.endsWith("task") ? refused + " storage" : refused;
        assertUnavailable(
                platform(), call + " answered EPERM; run it as root, or with the capabilities BPF and PERFMON");
    }

    @Test
    void withPermissionTheRemedyIsOutsideTheSandbox() {
        kernel.refusing("BPF_BTF_LOAD", 1);
        assertUnavailable(
                platform(FakePlatform.files(Map.of("/proc/self/status", CAPABLE))),
                "BPF_BTF_LOAD answered EPERM in spite of the capability;"
                        + " run it outside the container or sandbox that filters it");
    }

    @Test
    void lockdownIsNamed() {
        kernel.refusing("BPF_PROG_LOAD of spinlab_loop", 1);
        String lockdown = "/sys/kernel/security/lockdown";
        assertUnavailable(
                platform(FakePlatform.files(
                        Map.of("/proc/self/status", CAPABLE, lockdown, "none integrity [confidentiality]\n"))),
                "BPF_PROG_LOAD of spinlab_loop answered EPERM: the kernel is locked down;"
                        + " boot it without lockdown=confidentiality");
        assertUnavailable(
                platform(FakePlatform.files(
                        Map.of("/proc/self/status", CAPABLE, lockdown, "none [integrity] confidentiality\n"))),
                "BPF_PROG_LOAD of spinlab_loop answered EPERM in spite of the capability;"
                        + " run it outside the container or sandbox that filters it");
    }

    @Test
    void aKernelWithoutTheCallIsNamed() {
        kernel.refusing("BPF_BTF_LOAD", 38);
        assertUnavailable(
                platform(),
                "BPF_BTF_LOAD answered ENOSYS: the kernel has no such call, or a sandbox hides it;"
                        + " run it outside the sandbox, on a kernel with CONFIG_BPF_SYSCALL and CONFIG_PERF_EVENTS");
    }

    @Test
    void aKernelThatIsTooOldIsNamedWithWhatItsVerifierSays() {
        kernel.refusing("BPF_PROG_LOAD of spinlab_loop", 22)
                .saying("0: (bf) r9 = r1\nunknown func bpf_task_storage_get#156\nprocessed 9 insns (limit 1000000)\n");
        assertUnavailable(
                platform(),
                "BPF_PROG_LOAD of spinlab_loop answered EINVAL (unknown func bpf_task_storage_get#156);"
                        + " it needs Linux 5.14 or newer, whose programs may work on the storage of tasks");
    }

    @Test
    void aSystemOrArchitectureThatIsNotKnownIsNamedBeforeItsKernelIsAsked() {
        Platform usual = platform();
        assertUnavailable(
                new Platform("Mac OS X", "aarch64", usual.types(), usual.files(), usual.calls()),
                "this is Mac OS X, not Linux; run it on Linux to see its kernel beside the model");
        assertUnavailable(
                new Platform("Linux", "riscv64", usual.types(), usual.files(), usual.calls()),
                "the numbers of the system calls of riscv64 are not known here; run it on x86-64 or aarch64");
        assertThat(kernel.asked()).isEmpty();
    }

    @Test
    void aKernelWithoutTypeInformationIsNamed() throws IOException {
        Platform usual = platform();
        Path none = folder.resolve("none");
        Platform without = new Platform("Linux", "amd64", none, usual.files(), usual.calls());
        assertUnavailable(
                without,
                "this kernel carries no type information (no " + none + ");"
                        + " use one that is built with CONFIG_DEBUG_INFO_BTF");
        Files.createDirectory(none);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> KernelAccess.of(without))
                .withMessageStartingWith("the kernel's type information cannot be read (")
                .withMessageEndingWith("; make " + none + " readable");
        assertThat(kernel.asked()).isEmpty();
    }

    @Test
    void nativeCodeThatCannotBeLoadedIsNamed() {
        Platform usual = platform();
        assertUnavailable(
                new Platform("Linux", "amd64", usual.types(), usual.files(), numbers -> {
                    throw new UnsatisfiedLinkError("failed to map segment\nmore");
                }),
                "native code cannot be called (failed to map segment);"
                        + " give JNA a folder that programs may be run from: -Djna.tmpdir=DIR");
    }

    @ParameterizedTest
    @CsvSource({"rqspinlock_t, RQSPINLOCK", "raw_spinlock_t, COUNTER", "spinlock_t, UNKNOWN"})
    void whatGuardsLocalStorageIsReadFromTheTypeOfItsLock(String lockType, Locks locks) throws InterruptedException {
        Platform usual = platform();
        Platform other = new Platform(
                "Linux", "aarch64", FakePlatform.types(folder, lockType), usual.files(), usual.calls());
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
        assertThat(figures.rows().stream().map(KernelRow::owner)).contains(KernelRow.SHARED).doesNotContain(KernelRow.OWN);
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
