package dev.spinlab.machine.realtime;

import org.jspecify.annotations.Nullable;

/** What real-time interrupts ask of the operating system. Times are those of {@link System#nanoTime}. */
public interface RealtimeThreads {
    /** Returns the operating system's number of the calling thread. */
    int threadId();

    /**
     * Gives the calling thread real-time priority, first in first out.
     *
     * @param priority 1 to 99; the larger comes first
     * @return null if it has it now, otherwise why not, in a few words
     */
    @Nullable
    String makeRealtime(int priority);

    /** Takes real-time priority away from a thread, which may have ended or never have had it. */
    void makeOrdinary(int threadId);

    /** Sleeps until a time; returns at once if it has passed. */
    void sleepUntil(long nanos);

    /** Returns the time. */
    long nanoTime();

    /** Returns the CPU time that a thread of this process has used, in nanoseconds; 0 if it has ended. */
    long cpuNanos(int threadId);

    /** Has the operating system end this process if a real-time thread of it runs for so long without sleeping. */
    void limitRealtime(long nanos);
}
