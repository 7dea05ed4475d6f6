package dev.spinlab.bench.kernelprobe;

import dev.spinlab.bench.environment.SystemFiles;
import dev.spinlab.bench.kernelprobe.syscall.Architecture;
import dev.spinlab.bench.kernelprobe.syscall.LinuxSystemCalls;
import dev.spinlab.bench.kernelprobe.syscall.SystemCalls;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Where the probe runs.
 *
 * @param system what Java calls the operating system ({@code os.name})
 * @param architecture what Java calls the architecture ({@code os.arch})
 * @param types the kernel's type information
 * @param files the files in which the kernel describes itself
 * @param calls makes system calls by the numbers of an architecture
 */
public record Platform(
        String system, String architecture, Path types, SystemFiles files, Function<Architecture, SystemCalls> calls) {

    /**
     * The machine that this JVM runs on.
     *
     * @return the platform
     */
    public static Platform ofThisMachine() {
        return new Platform(
                System.getProperty("os.name", "unknown"),
                System.getProperty("os.arch", "unknown"),
                Path.of("/sys/kernel/btf/vmlinux"),
                SystemFiles.ofThisMachine(),
                LinuxSystemCalls::new);
    }
}
