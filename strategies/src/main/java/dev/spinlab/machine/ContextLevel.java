package dev.spinlab.machine;

/** What a CPU is executing, in the order in which one may interrupt another. */
public enum ContextLevel {
    /** A task: preemptible, may sleep. */
    TASK,
    /** Deferred interrupt work, run when a hardware interrupt returns: RCU callbacks. Interrupts are on. */
    SOFTIRQ,
    /** A maskable hardware interrupt. Further ones are masked while it runs. */
    HARDIRQ,
    /** A non-maskable interrupt: comes over everything except another NMI. */
    NMI;

    /** Number of levels, which is also how deep contexts can nest on one CPU. */
    public static final int COUNT = 4;
}
