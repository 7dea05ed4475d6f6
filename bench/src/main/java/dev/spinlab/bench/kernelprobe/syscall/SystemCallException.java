package dev.spinlab.bench.kernelprobe.syscall;

/** A system call failed that must not. */
public final class SystemCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int error;

    /**
     * Makes the message.
     *
     * @param call what was called, for people
     * @param error the error number
     * @param said what the kernel said besides, empty if nothing
     */
    public SystemCallException(String call, int error, String said) {
        super(call + " answered " + LinuxError.name(error) + (said.isEmpty() ? "" : " (" + said + ")"));
        this.error = error;
    }

    /** The error number. */
    public int error() {
        return error;
    }
}
