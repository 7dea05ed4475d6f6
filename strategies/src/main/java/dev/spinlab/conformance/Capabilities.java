package dev.spinlab.conformance;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.machine.Machine;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.StorageConfig;

/**
 * What a backend can do, which decides which checks apply to it. Read off its composition.
 *
 * @param counter whether a guard refuses a CPU that is inside an operation already
 * @param resilientLocks whether its locks answer instead of hanging
 * @param deletesInNmi whether an NMI may delete
 * @param replacesInNmi whether an NMI may replace
 * @param defersFrees whether retired elements are collected on lists and freed in batches
 */
public record Capabilities(
        boolean counter, boolean resilientLocks, boolean deletesInNmi, boolean replacesInNmi, boolean defersFrees) {
    /** Returns those of {@code backend}. */
    public static Capabilities of(StorageBackend backend) {
        StorageConfig config = backend.config();
        ModelKernel kernel = ModelKernel.on(Machine.builder().build());
        return new Capabilities(
                new LocalStorage(kernel, config).guarded(),
                config.locks().newLock("probe") instanceof ResilientQueuedSpinLock,
                config.nmi().delete(),
                config.nmi().replace(),
                config.reclaimer().newReclaimer(kernel).defers());
    }
}
