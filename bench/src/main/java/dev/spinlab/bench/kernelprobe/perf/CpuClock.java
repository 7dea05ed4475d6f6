package dev.spinlab.bench.kernelprobe.perf;

import dev.spinlab.bench.kernelprobe.syscall.NativeBlock;
import dev.spinlab.bench.kernelprobe.syscall.SystemCalls;

/**
 * A clock of the calling thread's CPU time, which runs a BPF program in a timer interrupt at every period. A file descriptor is
 * all there is to it: closing that ends the interrupts, as does the end of the process.
 */
public final class CpuClock implements AutoCloseable {
    private static final int SOFTWARE_EVENT = 1;
    private static final int CPU_CLOCK = 0;

    /** Size of the attributes in their first version, which every kernel knows. */
    private static final int ATTRIBUTE_BYTES = 64;

    /** The event begins stopped: the lowest bit of the flags. */
    private static final long DISABLED = 1;

    private static final long ENABLE = 0x2400;
    private static final long SET_PROGRAM = 0x40042408;

    private final SystemCalls calls;
    private final int descriptor;

    private CpuClock(SystemCalls calls, int descriptor) {
        this.calls = calls;
        this.descriptor = descriptor;
    }

    /**
     * Starts the interrupts of the calling thread.
     *
     * @param calls the system calls
     * @param program descriptor of the program that they run
     * @param periodNanos distance in nanoseconds of CPU time
     * @return close it to end them
     * @throws dev.spinlab.bench.kernelprobe.syscall.SystemCallException if the kernel refuses
     */
    public static CpuClock start(SystemCalls calls, int program, long periodNanos) {
        int event = (int) SystemCalls.require("perf_event_open", calls.perfEventOpen(attributes(periodNanos)));
        CpuClock clock = new CpuClock(calls, event);
        try {
            SystemCalls.require("PERF_EVENT_IOC_SET_BPF", calls.control(event, SET_PROGRAM, program));
            SystemCalls.require("PERF_EVENT_IOC_ENABLE", calls.control(event, ENABLE, 0));
            return clock;
        } catch (RuntimeException refused) {
            clock.close();
            throw refused;
        }
    }

    /** The attributes of such an event, laid out as the kernel's {@code struct perf_event_attr} is. */
    static NativeBlock attributes(long periodNanos) {
        return new NativeBlock(ATTRIBUTE_BYTES)
                .put32(0, SOFTWARE_EVENT)
                .put32(4, ATTRIBUTE_BYTES)
                .put64(8, CPU_CLOCK)
                .put64(16, periodNanos)
                .put64(40, DISABLED);
    }

    @Override
    public void close() {
        SystemCalls.require("close of an event", calls.close(descriptor));
    }
}
