package dev.spinlab.bench.kernelprobe;

import dev.spinlab.bench.environment.Privileges;
import dev.spinlab.bench.kernelprobe.btf.BtfTypes;
import dev.spinlab.bench.kernelprobe.syscall.Architecture;
import dev.spinlab.bench.kernelprobe.syscall.LinuxError;
import dev.spinlab.bench.kernelprobe.syscall.SystemCallException;
import dev.spinlab.bench.kernelprobe.syscall.SystemCalls;
import dev.spinlab.results.kernel.KernelFigures.Locks;
import java.io.IOException;
import java.nio.file.Files;

/** Finds out whether a platform's kernel can be measured, what it is, and what a refusal means. */
final class KernelAccess {
    private static final String STORAGE = "bpf_local_storage";
    private static final String RAW_SPIN_LOCK = "raw_spinlock_t";
    private static final String RESILIENT_LOCK = "rqspinlock_t";
    private static final String COUNTER = "bpf_task_storage_busy";
    private static final String LOCKED_DOWN = "[confidentiality]";
    private static final int CAP_SYS_ADMIN = 21;
    private static final int CAP_PERFMON = 38;
    private static final int CAP_BPF = 39;
    private static final String ROOT = "run it as root, or with the capabilities BPF and PERFMON";

    private final Platform platform;
    private final SystemCalls calls;
    private final Locks locks;

    private KernelAccess(Platform platform, SystemCalls calls, Locks locks) {
        this.platform = platform;
        this.calls = calls;
        this.locks = locks;
    }

    /**
     * Looks at a platform; asks nothing of its kernel yet.
     *
     * @throws UnavailableException if the kernel cannot be measured there
     */
    static KernelAccess of(Platform platform) {
        if (!platform.system().equals("Linux")) {
            throw new UnavailableException(
                    "this is " + platform.system() + ", not Linux",
                    "run it on Linux to see its kernel beside the model");
        }
        Architecture architecture = Architecture.of(platform.architecture())
                .orElseThrow(() -> new UnavailableException(
                        "the numbers of the system calls of " + platform.architecture() + " are not known here",
                        "run it on " + Architecture.known()));
        byte[] types = types(platform);
        try {
            return new KernelAccess(platform, platform.calls().apply(architecture), locks(types));
        } catch (LinkageError noNativeCode) {
            throw new UnavailableException(
                    "native code cannot be called (" + firstLine(noNativeCode) + ")",
                    "give JNA a folder that programs may be run from: -Djna.tmpdir=DIR");
        }
    }

    private static byte[] types(Platform platform) {
        if (Files.notExists(platform.types())) {
            throw new UnavailableException(
                    "this kernel carries no type information (no " + platform.types() + ")",
                    "use one that is built with CONFIG_DEBUG_INFO_BTF");
        }
        try {
            return Files.readAllBytes(platform.types());
        } catch (IOException e) {
            throw new UnavailableException(
                    "the kernel's type information cannot be read (" + e + ")",
                    "make " + platform.types() + " readable");
        }
    }

    /**
     * What guards local storage, by the type of its lock, or by the busy counter being there. Type information of a kind not
     * known here tells nothing, but does not stand in the way.
     */
    static Locks locks(byte[] content) {
        try {
            BtfTypes types = BtfTypes.read(content);
            String lock = types.memberType(STORAGE, "lock").orElse("");
            if (lock.equals(RESILIENT_LOCK)) {
                return Locks.RQSPINLOCK;
            }
            return lock.equals(RAW_SPIN_LOCK) || types.hasVariable(COUNTER) ? Locks.COUNTER : Locks.UNKNOWN;
        } catch (IllegalArgumentException unknownFormat) {
            return Locks.UNKNOWN;
        }
    }

    private static String firstLine(Throwable problem) {
        return String.valueOf(problem.getMessage())
                .lines()
                .findFirst()
                .orElse(problem.getClass().getSimpleName());
    }

    /** The system calls of the platform. */
    SystemCalls calls() {
        return calls;
    }

    /** What guards local storage in this kernel. */
    Locks locks() {
        return locks;
    }

    /** What a refusal means, and what would help. */
    UnavailableException explain(SystemCallException refusal) {
        String reason = String.valueOf(refusal.getMessage());
        return switch (refusal.error()) {
            case LinuxError.EPERM, LinuxError.EACCES -> forbidden(reason);
            case LinuxError.ENOSYS ->
                new UnavailableException(
                        reason + ": the kernel has no such call, or a sandbox hides it",
                        "run it outside the sandbox, on a kernel with CONFIG_BPF_SYSCALL and CONFIG_PERF_EVENTS");
            default ->
                new UnavailableException(
                        reason,
                        isAllowed(CAP_PERFMON)
                                ? "it needs Linux 5.17 or newer, whose programs may work on the storage of tasks"
                                : ROOT);
        };
    }

    /** Whether this process has a capability, or the old one that has all of these in it. */
    private boolean isAllowed(int capability) {
        return Boolean.TRUE.equals(Privileges.mayUse(platform.files(), capability))
                || Boolean.TRUE.equals(Privileges.mayUse(platform.files(), CAP_SYS_ADMIN));
    }

    private UnavailableException forbidden(String reason) {
        String lockdown = platform.files().line("/sys/kernel/security/lockdown");
        if (lockdown != null && lockdown.contains(LOCKED_DOWN)) {
            return new UnavailableException(
                    reason + ": the kernel is locked down", "boot it without lockdown=confidentiality");
        }
        boolean mayDoIt = isAllowed(CAP_BPF);
        return mayDoIt
                ? new UnavailableException(
                        reason + " in spite of the capability",
                        "run it outside the container or sandbox that filters it")
                : new UnavailableException(reason, ROOT);
    }
}
