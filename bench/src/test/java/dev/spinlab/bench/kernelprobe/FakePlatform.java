package dev.spinlab.bench.kernelprobe;

import dev.spinlab.bench.environment.SystemFiles;
import dev.spinlab.bench.kernelprobe.btf.HandMadeTypes;
import dev.spinlab.bench.kernelprobe.syscall.SystemCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Platforms with a kernel that is made up. */
public final class FakePlatform {
    private FakePlatform() {}

    /** A kernel with the counter on x86-64 that preempts nobody, seen by a process without capabilities. */
    public static Platform with(SystemCalls kernel, Path folder) {
        return new Platform("Linux", "amd64", types(folder, "raw_spinlock_t"), files(Map.of()), numbers -> kernel);
    }

    /** Files of a kernel, over those of an ordinary process on Linux 6.18. */
    static SystemFiles files(Map<String, String> more) {
        Map<String, String> files = new HashMap<>(Map.of(
                "/proc/sys/kernel/osrelease", "6.18.44-test\n",
                "/sys/kernel/debug/sched/preempt", "(none) voluntary full\n",
                "/proc/self/status", "Uid:\t1000\nCapEff:\t0000000000000000\n"));
        files.putAll(more);
        return files::get;
    }

    /** A file of type information in which local storage has a lock of that type. */
    static Path types(Path folder, String lockType) {
        try {
            return Files.write(folder.resolve(lockType), HandMadeTypes.storageLockedBy(lockType));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
