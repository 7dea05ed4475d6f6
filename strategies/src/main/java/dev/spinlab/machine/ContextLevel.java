package dev.spinlab.machine;

/** What a CPU is executing, in the order in which one may interrupt another. */
public enum ContextLevel {
    /** A task: preemptible, may sleep. */
    TASK(0),
    /** Deferred interrupt work, run when a hardware interrupt returns: RCU callbacks. Interrupts are on. */
    SOFTIRQ(1),
    /** A maskable hardware interrupt. Further ones are masked while it runs. */
    HARDIRQ(2),
    /** A non-maskable interrupt: comes over everything except another NMI. */
    NMI(3);

    /** Number of levels, which is also how deep contexts can nest on one CPU. */
    public static final int COUNT = 4;

    private static final ContextLevel[] BY_RANK = values();

    private final int rank;

    ContextLevel(int rank) {
        this.rank = rank;
    }

    /** Returns 0 for TASK to 3 for NMI: a level can be interrupted by those of higher rank. */
    public int rank() {
        return rank;
    }

    /** Returns the level of the given {@link #rank}. */
    public static ContextLevel ofRank(int rank) {
        return BY_RANK[rank];
    }

    /** Returns whether {@code other} may interrupt this level. */
    public boolean isBelow(ContextLevel other) {
        return rank < other.rank;
    }
}
