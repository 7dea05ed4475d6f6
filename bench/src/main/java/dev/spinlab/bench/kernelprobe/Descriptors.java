package dev.spinlab.bench.kernelprobe;

import dev.spinlab.bench.kernelprobe.syscall.BpfRequest;
import dev.spinlab.bench.kernelprobe.syscall.LinuxError;
import dev.spinlab.bench.kernelprobe.syscall.NativeBlock;
import dev.spinlab.bench.kernelprobe.syscall.SystemCalls;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** File descriptors that are open, the last one first. */
final class Descriptors implements AutoCloseable {
    private static final int LOG_BYTES = 1 << 18;

    private final SystemCalls calls;
    private final Deque<Integer> open = new ArrayDeque<>();

    Descriptors(SystemCalls calls) {
        this.calls = calls;
    }

    /** Makes a request that answers a descriptor, and keeps that. */
    int open(BpfRequest request) {
        return keep((int) SystemCalls.require(request.name(), calls.bpf(request)));
    }

    /** Loads a program; if the kernel refuses it, the exception has what its verifier says. */
    int load(int type, int flags, String name, byte[] instructions) {
        BpfRequest request = BpfRequest.loadProgram(type, flags, name, instructions);
        long answer = calls.bpf(request);
        if (answer < 0 && answer != -LinuxError.EPERM && answer != -LinuxError.ENOSYS) {
            NativeBlock log = new NativeBlock(LOG_BYTES);
            answer = calls.bpf(request.explainedIn(log));
            return keep((int) SystemCalls.require(request.name(), answer, verdict(log.text())));
        }
        return keep((int) SystemCalls.require(request.name(), answer));
    }

    /** The line of the verifier's log that says what is wrong: the last but for its statistics. */
    private static String verdict(String log) {
        List<String> lines = log.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("processed ") && !line.startsWith("verification "))
                .toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** Keeps a descriptor that was opened. */
    int keep(int descriptor) {
        open.push(descriptor);
        return descriptor;
    }

    @Override
    public void close() {
        long worst = 0;
        while (!open.isEmpty()) {
            worst = Math.min(worst, calls.close(open.pop()));
        }
        SystemCalls.require("close", worst);
    }
}
