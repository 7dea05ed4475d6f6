package dev.spinlab.backend;

import dev.spinlab.guard.PerCpuCounterGuard;
import dev.spinlab.lock.RawSpinLock;
import dev.spinlab.reclaim.PerElementReclaimer;
import dev.spinlab.storage.LinkOrder;
import dev.spinlab.storage.NmiRules;
import dev.spinlab.storage.StorageConfig;

/** What the kernel did from 5.12 to 6.19: a busy counter keeps recursion out, and innocent callers with it (kernel-facts 2.6). */
public final class PerCpuCounterBackend implements StorageBackend {
    /** For the service loader. */
    public PerCpuCounterBackend() {}

    @Override
    public String id() {
        return "percpu-counter";
    }

    @Override
    public String description() {
        return "per-CPU busy counter and raw spin locks; one RCU callback per element";
    }

    @Override
    public StorageConfig config() {
        return new StorageConfig(
                PerCpuCounterGuard::new, RawSpinLock::new, PerElementReclaimer::new, LinkOrder.SEPARATE, NmiRules.ALL);
    }
}
