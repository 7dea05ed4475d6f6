package dev.spinlab.bench.kernelprobe.syscall;

/** The system calls that the probe makes. Each answers a number that is not negative, or minus an error number. */
public interface SystemCalls {

    /** {@code bpf(2)}. */
    long bpf(BpfRequest request);

    /**
     * {@code perf_event_open(2)} for the calling thread, on whichever CPU it runs.
     *
     * @param attributes what to count
     * @return a file descriptor, closed on exec
     */
    long perfEventOpen(NativeBlock attributes);

    /** {@code ioctl(2)}. */
    long control(int descriptor, long request, long argument);

    /**
     * {@code pidfd_open(2)}.
     *
     * @param id of a process or thread
     * @param flags 0 for a process, {@link #PIDFD_THREAD} for a thread
     * @return a file descriptor, closed on exec
     */
    long pidfdOpen(long id, int flags);

    /** {@code gettid(2)}: the calling thread's id. */
    long threadId();

    /** {@code close(2)}. */
    long close(int descriptor);

    /** Lets {@code pidfd_open} take the id of any thread; from Linux 6.9. */
    int PIDFD_THREAD = 0x80;

    /**
     * Checks an answer.
     *
     * @param call what was called, for people
     * @param answer what it answered
     * @return the answer
     * @throws SystemCallException if it is an error
     */
    static long require(String call, long answer) {
        return require(call, answer, "");
    }

    /**
     * As {@link #require(String, long)}, with what the kernel said besides.
     *
     * @param call what was called, for people
     * @param answer what it answered
     * @param said one line, empty if it said nothing
     * @return the answer
     */
    static long require(String call, long answer, String said) {
        if (answer < 0) {
            throw new SystemCallException(call, (int) -answer, said);
        }
        return answer;
    }
}
