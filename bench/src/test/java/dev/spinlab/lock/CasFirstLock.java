package dev.spinlab.lock;

import dev.spinlab.machine.Cpu;

/**
 * A queued lock that is unlocked by a compare-and-swap, which succeeds if nobody waits, and else by the subtraction of its
 * parent. An alternative that is not used.
 */
public final class CasFirstLock extends QueuedSpinLock {
    /** Creates a free lock. */
    public CasFirstLock(String name) {
        super(name);
    }

    @Override
    boolean clearLocked(Cpu cpu) {
        // (0,0,1) -> (0,0,0)
        return casAfterStep(cpu, LOCKED, 0) || super.clearLocked(cpu);
    }
}
