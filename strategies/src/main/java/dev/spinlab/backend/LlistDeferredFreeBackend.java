package dev.spinlab.backend;

import dev.spinlab.guard.NoGuard;
import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.reclaim.DeferredReclaimer;
import dev.spinlab.storage.LinkOrder;
import dev.spinlab.storage.NmiRules;
import dev.spinlab.storage.StorageConfig;

/** Deferred free mended by a lock-less list: any context may retire, for one atomic instruction (kernel-facts 3.1, 3.3). */
public final class LlistDeferredFreeBackend implements StorageBackend {
    /** For the service loader. */
    public LlistDeferredFreeBackend() {}

    @Override
    public String id() {
        return "llist-deferred-free";
    }

    @Override
    public String description() {
        return "resilient queued spin locks; frees through per-CPU lock-less lists, in batches";
    }

    @Override
    public StorageConfig config() {
        return new StorageConfig(
                machine -> new NoGuard(),
                name -> ResilientQueuedSpinLock.of(name, LockParameters.current()),
                DeferredReclaimer::lockless,
                LinkOrder.NESTED,
                NmiRules.ALL);
    }
}
