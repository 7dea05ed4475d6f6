package dev.spinlab.explore;

/** What must hold after every schedule. */
public enum Rule {
    /** Some context can always go on. */
    NO_DEADLOCK("deadlock"),
    /** Everything retired is freed once a barrier has passed. */
    NOTHING_LOST("lost"),
    /** Everything unlinked is retired. */
    NOTHING_LEAKED("leaked"),
    /** Nothing is freed twice. */
    FREED_ONCE("freed twice"),
    /** Nothing is used after its free. */
    NO_USE_AFTER_FREE("used after free"),
    /** Deleting every element leaves every list empty. */
    LISTS_CONSISTENT("list damaged"),
    /** What was charged is given back. */
    CHARGE_ZERO("charge left"),
    /** Nobody is counted as inside after all have left. */
    COUNTER_ZERO("busy counter left"),
    /** No lock is held, attempted or queued for, and no CPU is masked. */
    CPU_AT_REST("CPU not at rest"),
    /** Operations answer as they may where they are called. */
    ANSWERS_ALLOWED("answer not allowed"),
    /** Two do not hold one lock. */
    MUTUAL_EXCLUSION("two holders"),
    /** The same choices make the same schedule. */
    REPEATABLE("not repeatable"),
    /** Nothing is thrown. */
    NOTHING_THROWN("thrown");

    private final String broken;

    Rule(String broken) {
        this.broken = broken;
    }

    /** Returns what a breach is called. */
    @Override
    public String toString() {
        return broken;
    }
}
