package dev.spinlab.lock;

import java.util.Locale;

/** Which generation of the resilient lock's rules is followed (kernel-facts 1.2 to 1.9). */
public enum LockProfile {
    /**
     * As first merged. The table entry is written after the lock is taken and cleared before it is released; a check needs a
     * second look at the clock, a millisecond later; a head that fails sends all waiters away, who report a deadlock.
     */
    V6_15,
    /**
     * Today's. The table entry encloses the lock; recursion is found at the first check; a head that finds a deadlock leaves
     * alone, one that times out sends all waiters away, who report a timeout.
     */
    CURRENT;

    /** Returns the spelling used on command lines, for example {@code v6_15}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
