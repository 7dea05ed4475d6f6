package dev.spinlab.bench.kernelprobe.syscall;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The numbers of the system calls, which differ from one architecture to the next. */
public enum Architecture {
    /** Intel and AMD. */
    X86_64("amd64", "x86-64", 321, 298, 434, 186, 16, 3),
    /** 64-bit ARM. */
    AARCH64("aarch64", "aarch64", 280, 241, 434, 178, 29, 57);

    private final String javaName;
    private final String name;
    private final int bpf;
    private final int perfEventOpen;
    private final int pidfdOpen;
    private final int threadId;
    private final int control;
    private final int close;

    Architecture(
            String javaName,
            String name,
            int bpf,
            int perfEventOpen,
            int pidfdOpen,
            int threadId,
            int control,
            int close) {
        this.javaName = javaName;
        this.name = name;
        this.bpf = bpf;
        this.perfEventOpen = perfEventOpen;
        this.pidfdOpen = pidfdOpen;
        this.threadId = threadId;
        this.control = control;
        this.close = close;
    }

    /**
     * Finds an architecture.
     *
     * @param javaName what Java calls it ({@code os.arch})
     * @return empty if its numbers are not known here
     */
    public static Optional<Architecture> of(String javaName) {
        return Arrays.stream(values())
                .filter(known -> known.javaName.equals(javaName))
                .findFirst();
    }

    /**
     * Those that are known.
     *
     * @return for people
     */
    public static String known() {
        return Arrays.stream(values()).map(known -> known.name).collect(Collectors.joining(" or "));
    }

    /** {@code bpf}. */
    int bpf() {
        return bpf;
    }

    /** {@code perf_event_open}. */
    int perfEventOpen() {
        return perfEventOpen;
    }

    /** {@code pidfd_open}. */
    int pidfdOpen() {
        return pidfdOpen;
    }

    /** {@code gettid}. */
    int threadId() {
        return threadId;
    }

    /** {@code ioctl}. */
    int control() {
        return control;
    }

    /** {@code close}. */
    int close() {
        return close;
    }
}
