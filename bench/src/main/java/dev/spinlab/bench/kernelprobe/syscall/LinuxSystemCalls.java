package dev.spinlab.bench.kernelprobe.syscall;

import com.sun.jna.Native;
import java.lang.ref.Reference;

/** Makes the system calls. */
public final class LinuxSystemCalls implements SystemCalls {
    private static final long CALLING_THREAD = 0;
    private static final long ANY_CPU = -1;
    private static final long NO_GROUP = -1;

    /** The descriptor of an event is closed on exec; those of bpf(2) always are. */
    private static final long CLOSE_ON_EXEC = 8;

    private final Architecture numbers;

    /**
     * Makes calls by the numbers of an architecture. Makes the first one, so that native code that cannot be loaded shows here.
     *
     * @param numbers the architecture that this JVM runs on
     * @throws LinkageError if native code cannot be called
     */
    public LinuxSystemCalls(Architecture numbers) {
        this.numbers = numbers;
        SystemCalls.require("gettid", call(numbers.threadId(), 0, 0, 0, 0, 0));
    }

    @Override
    public long bpf(BpfRequest request) {
        NativeBlock attributes = request.attributes();
        try {
            return call(numbers.bpf(), request.command(), attributes.address(), attributes.size(), 0, 0);
        } finally {
            Reference.reachabilityFence(attributes);
        }
    }

    @Override
    public long perfEventOpen(NativeBlock attributes) {
        try {
            return call(
                    numbers.perfEventOpen(), attributes.address(), CALLING_THREAD, ANY_CPU, NO_GROUP, CLOSE_ON_EXEC);
        } finally {
            Reference.reachabilityFence(attributes);
        }
    }

    @Override
    public long control(int descriptor, long request, long argument) {
        return call(numbers.control(), descriptor, request, argument, 0, 0);
    }

    @Override
    public long pidfdOpen(long id, int flags) {
        return call(numbers.pidfdOpen(), id, flags, 0, 0, 0);
    }

    @Override
    public long threadId() {
        return call(numbers.threadId(), 0, 0, 0, 0, 0);
    }

    @Override
    public long close(int descriptor) {
        return call(numbers.close(), descriptor, 0, 0, 0, 0);
    }

    private static long call(int number, long first, long second, long third, long fourth, long fifth) {
        long answer = CLibrary.syscall(number, first, second, third, fourth, fifth);
        return answer < 0 ? -Native.getLastError() : answer;
    }
}
