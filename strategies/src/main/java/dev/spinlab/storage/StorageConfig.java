package dev.spinlab.storage;

import dev.spinlab.guard.RecursionGuard;
import dev.spinlab.lock.SpinLockFactory;
import dev.spinlab.machine.Machine;
import dev.spinlab.reclaim.Reclaimer;
import java.util.function.Function;

/**
 * What a {@link LocalStorage} is composed of.
 *
 * @param guard makes the recursion guard of one owner kind
 * @param locks makes the storage and bucket locks
 * @param reclaimer makes the reclaimer
 * @param linkOrder how the locks nest
 * @param nmi what is allowed in NMI context
 */
public record StorageConfig(
        Function<Machine, RecursionGuard> guard,
        SpinLockFactory locks,
        Reclaimer.Factory reclaimer,
        LinkOrder linkOrder,
        NmiRules nmi) {
    /** Returns a copy with other locks. */
    public StorageConfig withLocks(SpinLockFactory chosen) {
        return new StorageConfig(guard, chosen, reclaimer, linkOrder, nmi);
    }
}
