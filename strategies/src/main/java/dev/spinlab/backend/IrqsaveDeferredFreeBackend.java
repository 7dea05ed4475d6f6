package dev.spinlab.backend;

import dev.spinlab.guard.NoGuard;
import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.reclaim.DeferredReclaimer;
import dev.spinlab.storage.LinkOrder;
import dev.spinlab.storage.NmiRules;
import dev.spinlab.storage.StorageConfig;

/** Deferred free mended by masking interrupts, which no NMI heeds: so whatever retires is refused there (kernel-facts 3.5). */
public final class IrqsaveDeferredFreeBackend implements StorageBackend {
    /** For the service loader. */
    public IrqsaveDeferredFreeBackend() {}

    @Override
    public String id() {
        return "irqsave-deferred-free";
    }

    @Override
    public String description() {
        return "resilient queued spin locks; frees through per-CPU plain lists with interrupts masked";
    }

    @Override
    public StorageConfig config() {
        return new StorageConfig(
                machine -> new NoGuard(),
                name -> ResilientQueuedSpinLock.of(name, LockParameters.current()),
                DeferredReclaimer::masked,
                LinkOrder.NESTED,
                NmiRules.NO_RETIRE);
    }
}
