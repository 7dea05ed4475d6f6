package dev.spinlab.backend;

import dev.spinlab.guard.NoGuard;
import dev.spinlab.lock.ReentrantLockAdapter;
import dev.spinlab.reclaim.PerElementReclaimer;
import dev.spinlab.storage.LinkOrder;
import dev.spinlab.storage.NmiRules;
import dev.spinlab.storage.StorageConfig;

/**
 * A reference: the storage of {@link RqspinlockBackend} with the lock that a Java program would take. An NMI that meets its
 * interrupted holder ends the run with a lockup.
 */
public final class ReentrantLockBackend implements StorageBackend {
    /** For the service loader. */
    public ReentrantLockBackend() {}

    @Override
    public String id() {
        return "reentrant-lock";
    }

    @Override
    public String description() {
        return "reference: java.util.concurrent's ReentrantLock, no counter; one RCU callback per element";
    }

    @Override
    public boolean isReference() {
        return true;
    }

    @Override
    public StorageConfig config() {
        return new StorageConfig(
                machine -> new NoGuard(),
                ReentrantLockAdapter::new,
                PerElementReclaimer::new,
                LinkOrder.NESTED,
                NmiRules.ALL);
    }
}
