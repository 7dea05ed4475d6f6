package dev.spinlab.backend;

import dev.spinlab.guard.NoGuard;
import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.reclaim.PerElementReclaimer;
import dev.spinlab.storage.LinkOrder;
import dev.spinlab.storage.NmiRules;
import dev.spinlab.storage.StorageConfig;

/** What the kernel does since 7.0: locks that answer instead of hanging, so no counter is needed (kernel-facts 2.7). */
public final class RqspinlockBackend implements StorageBackend {
    /** For the service loader. */
    public RqspinlockBackend() {}

    @Override
    public String id() {
        return "rqspinlock";
    }

    @Override
    public String description() {
        return "resilient queued spin locks, no counter; one RCU callback per element";
    }

    @Override
    public StorageConfig config() {
        return new StorageConfig(
                machine -> new NoGuard(),
                name -> ResilientQueuedSpinLock.of(name, LockParameters.current()),
                PerElementReclaimer::new,
                LinkOrder.NESTED,
                NmiRules.NO_DELETE);
    }
}
