package dev.spinlab.machine;

import dev.spinlab.layout.LeadingPad;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one grace-period domain wants to know of the read sections of one task (kernel: the {@code special} word beside
 * {@code rcu_read_lock_nesting}; how deep the sections nest lies in the {@link Cpu} while the task runs).
 *
 * <p>Only {@link #blockedSinceVolatile} is seen by other CPUs.
 */
public final class ReadSide extends LeadingPad {
    private static final VarHandle BLOCKED_SINCE = ConstantBootstraps.fieldVarHandle(
            MethodHandles.lookup(), "blockedSince", VarHandle.class, ReadSide.class, long.class);

    private boolean reportWanted;
    private volatile long blockedSince;

    ReadSide() {}

    /** Returns whether the end of the outermost section is to be reported. */
    public boolean reportWanted() {
        return reportWanted;
    }

    /** Asks that the end of the outermost section be reported. */
    public void requestReport() {
        reportWanted = true;
    }

    /** Forgets the request and, if the task was switched out inside the section, lets grace periods pass. */
    public void clearReport() {
        reportWanted = false;
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
        reportWanted = true;
        BLOCKED_SINCE.setVolatile(this, number);
    }
}
