package dev.spinlab.backend;

import dev.spinlab.guard.NoGuard;
import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.reclaim.DeferredReclaimer;
import dev.spinlab.storage.LinkOrder;
import dev.spinlab.storage.NmiRules;
import dev.spinlab.storage.StorageConfig;

/** A control: deferred free with interrupts masked, NMIs let in all the same. Masking does not keep them out (kernel-facts 3.5). */
public final class IrqsaveNmiAdmittedBackend implements StorageBackend {
    /** For the service loader. */
    public IrqsaveNmiAdmittedBackend() {}

    @Override
    public String id() {
        return "irqsave-nmi-admitted";
    }

    @Override
    public String description() {
        return "control: irqsave-deferred-free that lets an NMI delete";
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
                DeferredReclaimer::maskedWithNmi,
                LinkOrder.NESTED,
                NmiRules.ALL);
    }
}
