package dev.spinlab.machine.realtime;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** Functions of the C library, by their own names. Loading the class fails where one of them is missing. */
@SuppressWarnings("MemberName") // the C library's
final class LibC {
    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    static native int gettid();

    static native int sched_setscheduler(int thread, int policy, Pointer parameters) throws LastErrorException;

    /** Answers an error number; does not set errno. */
    static native int clock_nanosleep(int clock, int flags, Pointer until, @Nullable Pointer left);

    static native int clock_gettime(int clock, Pointer time) throws LastErrorException;

    static native int getrlimit(int resource, Pointer limits) throws LastErrorException;

    static native int setrlimit(int resource, Pointer limits) throws LastErrorException;
}
