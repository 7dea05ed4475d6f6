package dev.spinlab.machine;

import dev.spinlab.layout.LeadingPad;
import org.jspecify.annotations.Nullable;

/** A CPU's private state: written only by the task that holds its baton and by the handlers on top of it. */
abstract class CpuState extends LeadingPad {
    /** Steps left until the slow path; below zero it is taken. */
    int countdown;

    /** What {@link #countdown} was set to last. */
    int armed;

    /** Steps taken up to when {@link #countdown} was set. */
    long stepsBefore;

    /** Step numbers at which the next tick, hardware interrupt and NMI are due. */
    long tickDue;

    long hardirqDue;
    long nmiDue;

    /** Set with any of the flags below, so that one test decides whether there is anything to attend to. */
    boolean attention;

    boolean hardirqPending;
    boolean nmiPending;
    boolean softirqRaised;
    boolean reschedule;

    int preemptCount;
    int irqDepth;
    int migrateDepth;

    /** How deep the running task is in read sections, here while it runs, since each end of one asks. */
    int rcuNesting;

    int tasksTraceNesting;
    long contextSwitches;

    /** When the running task got the CPU, in schedule nanoseconds. */
    long sliceStartNanos;

    /** The level that executes now; its number and its exact counts are here too, since every lock asks for them. */
    Context context;

    int contextNumber;
    Counters counters;

    /**
     * Locks that their first instruction took, each an atomic and an acquisition, since {@link #context} began to execute. They
     * are here, beside {@link #preemptCount}, and not in {@link #counters}: the next lock waits until the count is stored, and
     * waits less if that is where others are stored too.
     */
    long quickLocks;

    @Nullable
    Task current;

    CpuState(Context initial) {
        context = initial;
        contextNumber = initial.number();
        counters = initial.counters();
        counters.begin(this);
    }

    /** Makes {@code level} the one that executes. */
    final void execute(Context level) {
        counters.end(quickLocks);
        quickLocks = 0;
        context = level;
        contextNumber = level.number();
        counters = level.counters();
        counters.begin(this);
    }
}
