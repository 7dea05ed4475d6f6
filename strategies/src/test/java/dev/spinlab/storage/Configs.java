package dev.spinlab.storage;

import dev.spinlab.guard.NoGuard;
import dev.spinlab.guard.PerCpuCounterGuard;
import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.RawSpinLock;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.reclaim.PerElementReclaimer;
import dev.spinlab.reclaim.Reclaimer;

/** Compositions for tests. */
final class Configs {
    private Configs() {}

    static StorageConfig counter() {
        return new StorageConfig(
                PerCpuCounterGuard::new, RawSpinLock::new, PerElementReclaimer::new, LinkOrder.SEPARATE, NmiRules.ALL);
    }

    static StorageConfig resilient() {
        return resilient(PerElementReclaimer::new);
    }

    static StorageConfig resilient(Reclaimer.Factory reclaimer) {
        return new StorageConfig(
                machine -> new NoGuard(),
                name -> ResilientQueuedSpinLock.of(name, LockParameters.current()),
                reclaimer,
                LinkOrder.NESTED,
                NmiRules.ALL);
    }
}
