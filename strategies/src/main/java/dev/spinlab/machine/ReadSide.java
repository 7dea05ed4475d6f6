package dev.spinlab.machine;

import dev.spinlab.layout.LeadingPad;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The read-side critical sections of one task in one grace-period domain (kernel: {@code rcu_read_lock_nesting} and its
 * {@code special} word).
 *
 * <p>Nesting is a plain counter, since only the task and the handlers on top of it touch it. Only {@link #blockedSince} is
 * seen by other CPUs.
 */
public final class ReadSide extends LeadingPad {
    private static final VarHandle BLOCKED_SINCE = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "blockedSince", VarHandle.class, ReadSide.class, long.class);

    private int nesting;
    private boolean special;
    private volatile long blockedSince;

    ReadSide() {}

    /** Returns whether the task is inside a read section. */
    public boolean active() {
        return nesting != 0;
    }

    /** Enters a section. */
    public void enter() {
        nesting++;
    }

    /**
     * Leaves a section.
     *
     * @return whether this was the outermost one and the domain asked to be told
     * @throws ContextViolation if the task is in none
     */
    public boolean exit() {
        int left = nesting - 1;
        if (left < 0) {
            throw new ContextViolation("read-side section left without having been entered");
        }
        nesting = left;
        return left == 0 && special;
    }

    /** Asks that the end of the outermost section be reported. */
    public void requestReport() {
        special = true;
    }

    /** Forgets the request and, if the task was switched out inside the section, lets grace periods pass. */
    public void clearReport() {
        special = false;
        BLOCKED_SINCE.setVolatile(this, 0L);
    }

    /**
     * Returns the number of the first grace period that must wait for this task, which was switched out inside a section;
     * 0 if there is none.
     */
    public long blockedSinceVolatile() {
        return blockedSince;
    }

    /** Makes grace period {@code number} and all later ones wait for this task's section to end. */
    public void blockFromVolatile(long number) {
        special = true;
        BLOCKED_SINCE.setVolatile(this, number);
    }
}
