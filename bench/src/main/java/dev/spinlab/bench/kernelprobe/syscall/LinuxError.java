package dev.spinlab.bench.kernelprobe.syscall;

import java.util.Map;

/** Names of Linux's error numbers: those that the probe's calls may answer. */
public final class LinuxError {
    /** Not permitted. */
    public static final int EPERM = 1;
    /** Permission denied. */
    public static final int EACCES = 13;
    /** An argument is not understood. */
    public static final int EINVAL = 22;
    /** There is no such system call. */
    public static final int ENOSYS = 38;

    /** No error number of Linux is as high as this. */
    public static final int END = 134;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(EPERM, "EPERM"),
            Map.entry(2, "ENOENT"),
            Map.entry(3, "ESRCH"),
            Map.entry(4, "EINTR"),
            Map.entry(7, "E2BIG"),
            Map.entry(9, "EBADF"),
            Map.entry(11, "EAGAIN"),
            Map.entry(12, "ENOMEM"),
            Map.entry(EACCES, "EACCES"),
            Map.entry(14, "EFAULT"),
            Map.entry(16, "EBUSY"),
            Map.entry(17, "EEXIST"),
            Map.entry(19, "ENODEV"),
            Map.entry(EINVAL, "EINVAL"),
            Map.entry(24, "EMFILE"),
            Map.entry(28, "ENOSPC"),
            Map.entry(35, "EDEADLK"),
            Map.entry(ENOSYS, "ENOSYS"),
            Map.entry(95, "EOPNOTSUPP"),
            Map.entry(110, "ETIMEDOUT"));

    private LinuxError() {}

    /**
     * The name of an error number.
     *
     * @param number positive
     * @return for example {@code EBUSY}, {@code errno 77} for one that has none here
     */
    public static String name(int number) {
        return NAMES.getOrDefault(number, "errno " + number);
    }
}
