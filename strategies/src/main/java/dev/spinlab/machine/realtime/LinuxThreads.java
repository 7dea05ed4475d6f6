package dev.spinlab.machine.realtime;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Real-time threads of Linux: SCHED_FIFO, clock_nanosleep, CPU clocks of threads. */
public final class LinuxThreads implements RealtimeThreads {
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_FIFO = 1;

    /** Threads that a real-time thread starts are ordinary ones. */
    private static final int SCHED_RESET_ON_FORK = 0x4000_0000;

    private static final int CLOCK_MONOTONIC = 1;
    private static final int TIMER_ABSTIME = 1;
    private static final int RLIMIT_RTTIME = 15;
    private static final int EPERM = 1;
    private static final int EINTR = 4;
    private static final int EINVAL = 22;
    private static final int TIMESPEC_BYTES = 16;
    private static final int RLIMIT_BYTES = 16;

    /** A CPU clock's number is made of the complement of the thread's: of a single thread (4), its run time (2). */
    private static final int THREAD_CLOCK = 4 | 2;

    private final ThreadLocal<Memory> timespecs = ThreadLocal.withInitial(() -> new Memory(TIMESPEC_BYTES));

    private LinuxThreads() {}

    /**
     * Returns access to this process's threads.
     *
     * @throws RealtimeUnavailable if this is not Linux, or its C library cannot be called
     */
    public static RealtimeThreads open() {
        String system = System.getProperty("os.name", "unknown");
        if (!system.toLowerCase(Locale.ROOT).startsWith("linux")) {
            throw new RealtimeUnavailable("this is " + system + ", and only Linux is known to interrupt threads so");
        }
        try {
            if (Native.LONG_SIZE != Long.BYTES) {
                throw new RealtimeUnavailable("this is a 32-bit system, whose time structures are others");
            }
            LibC.gettid();
            return new LinuxThreads();
        } catch (LinkageError unusable) {
            String message = String.valueOf(unusable.getMessage());
            throw new RealtimeUnavailable("the C library cannot be called ("
                    + message.lines().findFirst().orElse(unusable.getClass().getSimpleName())
                    + ")");
        }
    }

    @Override
    public int threadId() {
        return LibC.gettid();
    }

    @Override
    public @Nullable String makeRealtime(int priority) {
        try {
            schedule(0, SCHED_FIFO | SCHED_RESET_ON_FORK, priority);
            return null;
        } catch (LastErrorException refusal) {
            return switch (refusal.getErrorCode()) {
                case EPERM -> "EPERM";
                case EINVAL -> "EINVAL";
                default -> "error " + refusal.getErrorCode();
            };
        }
    }

    @Override
    public void makeOrdinary(int threadId) {
        try {
            schedule(threadId, SCHED_OTHER, 0);
        } catch (LastErrorException ended) {
            // Making a thread ordinary needs no permission: it is refused only if there is no such thread any more.
            assert ended.getErrorCode() != EPERM;
        }
    }

    private static void schedule(int threadId, int policy, int priority) {
        try (Memory parameters = new Memory(Integer.BYTES)) {
            parameters.setInt(0, priority);
            LibC.sched_setscheduler(threadId, policy, parameters);
        }
    }

    @Override
    public void sleepUntil(long nanos) {
        Memory until = timespecs.get();
        until.setLong(0, TimeUnit.NANOSECONDS.toSeconds(nanos));
        until.setLong(Long.BYTES, nanos % TimeUnit.SECONDS.toNanos(1));
        int error;
        do {
            error = LibC.clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, until, Pointer.NULL);
        } while (error == EINTR);
        if (error != 0) {
            throw new IllegalStateException("clock_nanosleep answered error " + error);
        }
    }

    /** {@inheritDoc} HotSpot's on Linux is CLOCK_MONOTONIC, too. */
    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long cpuNanos(int threadId) {
        Memory time = timespecs.get();
        try {
            LibC.clock_gettime((~threadId << 3) | THREAD_CLOCK, time);
        } catch (LastErrorException ended) {
            return 0;
        }
        return TimeUnit.SECONDS.toNanos(time.getLong(0)) + time.getLong(Long.BYTES);
    }

    @Override
    public void limitRealtime(long nanos) {
        try (Memory limits = new Memory(RLIMIT_BYTES)) {
            LibC.getrlimit(RLIMIT_RTTIME, limits);
            long wanted = TimeUnit.NANOSECONDS.toMicros(nanos);
            if (Long.compareUnsigned(limits.getLong(0), wanted) > 0) {
                limits.setLong(0, wanted);
                LibC.setrlimit(RLIMIT_RTTIME, limits);
            }
        }
    }
}
