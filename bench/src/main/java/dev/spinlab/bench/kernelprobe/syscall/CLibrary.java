package dev.spinlab.bench.kernelprobe.syscall;

import com.sun.jna.Native;

/** The C library's way to any system call. */
final class CLibrary {
    static {
        Native.register(CLibrary.class, "c");
    }

    private CLibrary() {}

    /** Makes a system call; answers -1 and leaves the error number to {@link Native#getLastError()} if it fails. */
    static native long syscall(long number, long first, long second, long third, long fourth, long fifth);
}
