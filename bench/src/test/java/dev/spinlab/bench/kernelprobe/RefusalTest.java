package dev.spinlab.bench.kernelprobe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spinlab.bench.environment.SystemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each refusal is one line with its reason and the remedy, and leaves nothing open. */
class RefusalTest {
    private static final String CAPABLE = "CapEff:\t000001fffeffffff\n";

    @TempDir
    Path folder;

    private final FakeKernel kernel = new FakeKernel();

    private Platform platform() {
        return FakePlatform.with(kernel, folder);
    }

    private Platform platform(SystemFiles files) {
        Platform usual = platform();
        return new Platform(usual.system(), usual.architecture(), usual.types(), files, usual.calls());
    }

    private void assertUnavailable(Platform platform, String message) {
        KernelProbe probe =
                new KernelProbe(platform, new FakePinning(2, null), Clock.systemUTC(), () -> false, line -> {});
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(probe::check)
                .withMessage(message);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> probe.measure(ProbePlan.ofClaims(Duration.ofMillis(15)), "the command"))
                .withMessage(message);
        assertThat(kernel.open()).isEmpty();
    }

    /** The control: where nothing is refused, nothing is said. */
    @Test
    void aKernelThatRefusesNothingIsAvailable() {
        KernelProbe probe =
                new KernelProbe(platform(), new FakePinning(2, null), Clock.systemUTC(), () -> false, line -> {});
        assertThatCode(probe::check).doesNotThrowAnyException();
        assertThat(kernel.asked()).hasSizeGreaterThan(8);
        assertThat(kernel.open()).isEmpty();
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
        String reason = "BPF_PROG_LOAD of spinlab_loop answered EINVAL (unknown func bpf_task_storage_get#156); ";
        assertUnavailable(
                platform(FakePlatform.files(Map.of("/proc/self/status", CAPABLE))),
                reason + "it needs Linux 5.17 or newer, whose programs may work on the storage of tasks");
        assertUnavailable(platform(), reason + "run it as root, or with the capabilities BPF and PERFMON");
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
}
