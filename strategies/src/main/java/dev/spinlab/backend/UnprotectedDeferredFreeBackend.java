package dev.spinlab.backend;

import dev.spinlab.guard.NoGuard;
import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.reclaim.UnprotectedDeferredReclaimer;
import dev.spinlab.storage.LinkOrder;
import dev.spinlab.storage.NmiRules;
import dev.spinlab.storage.StorageConfig;

/** The control: deferred free as first posted and never merged. It loses elements, and a suite that does not show that is broken (kernel-facts 3.1, 3.4). */
public final class UnprotectedDeferredFreeBackend implements StorageBackend {
    /** For the service loader. */
    public UnprotectedDeferredFreeBackend() {}

    @Override
    public String id() {
        return "unprotected-deferred-free";
    }

    @Override
    public String description() {
        return "control: deferred free as first posted, its lists unprotected, regular RCU only";
    }

    @Override
    public boolean isControl() {
        return true;
    }

    @Override
    public StorageConfig config() {
        return new StorageConfig(
                machine -> new NoGuard(),
                name -> ResilientQueuedSpinLock.of(name, LockParameters.current()),
                UnprotectedDeferredReclaimer::new,
                LinkOrder.NESTED,
                NmiRules.ALL);
    }
}
