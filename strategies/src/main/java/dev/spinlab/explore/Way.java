package dev.spinlab.explore;

import java.util.Locale;

/** How the second operation comes to meet the first. */
public enum Way {
    /** In the handler of a hardware interrupt. */
    HARDIRQ,
    /** In the handler of an NMI. */
    NMI,
    /** In a task that preempts, on the same CPU. */
    TASK,
    /** Called by a program attached to the first operation's trace points. */
    CALL,
    /** In a task of another CPU. */
    CPU,
    /** Not a meeting: locks may refuse, as resilient ones do of their own accord. */
    REFUSE;

    /** Returns the name on command lines. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
