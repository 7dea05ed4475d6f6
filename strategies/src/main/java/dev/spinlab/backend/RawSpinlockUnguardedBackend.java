package dev.spinlab.backend;

import dev.spinlab.guard.NoGuard;
import dev.spinlab.lock.RawSpinLock;
import dev.spinlab.reclaim.PerElementReclaimer;
import dev.spinlab.storage.LinkOrder;
import dev.spinlab.storage.NmiRules;
import dev.spinlab.storage.StorageConfig;

/** A control: raw spin locks with nothing before them. Whoever interrupts or calls itself inside a section hangs. */
public final class RawSpinlockUnguardedBackend implements StorageBackend {
    /** For the service loader. */
    public RawSpinlockUnguardedBackend() {}

    @Override
    public String id() {
        return "raw-spinlock-unguarded";
    }

    @Override
    public String description() {
        return "control: raw spin locks without a counter; one RCU callback per element";
    }

    @Override
    public boolean isControl() {
        return true;
    }

    @Override
    public StorageConfig config() {
        return new StorageConfig(
                machine -> new NoGuard(), RawSpinLock::new, PerElementReclaimer::new, LinkOrder.NESTED, NmiRules.ALL);
    }
}
