package dev.spinlab.bench.harness;

import dev.spinlab.backend.StorageBackend;
import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.lock.LockParameters;
import dev.spinlab.lock.ResilientQueuedSpinLock;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.lock.SpinLockFactory;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Storage;

/** Locks of the kind that a backend uses, but with the rules that the trial asks for. */
final class TrialLocks implements SpinLockFactory {
    private final StorageBackend backend;
    private final LockParameters wanted;
    private final boolean asBackend;

    TrialLocks(StorageBackend backend, LockParameters wanted) {
        this.backend = backend;
        this.wanted = wanted;
        asBackend = wanted.equals(LockParameters.current());
    }

    /**
     * Makes one lock.
     *
     * @throws IllegalStateException if the backend has no locks, or none with such rules; the message is one line
     */
    @Override
    public SpinLock newLock(String name) {
        if (!backend.hasLock()) {
            throw new IllegalStateException(
                    "backend=" + backend.id() + ": has no lock of its own; choose another backend");
        }
        SpinLock plain = backend.newLock(name);
        if (asBackend) {
            return plain;
        }
        if (plain instanceof ResilientQueuedSpinLock) {
            return ResilientQueuedSpinLock.of(name, wanted);
        }
        throw new IllegalStateException("backend=" + backend.id()
                + ": its locks know neither lockKind nor lockProfile; leave both out or choose rqspinlock");
    }

    /** Opens the backend's storage with such locks. */
    Storage open(ModelKernel kernel) {
        return asBackend || !backend.hasLock()
                ? backend.open(kernel)
                : new LocalStorage(kernel, backend.config().withLocks(this));
    }
}
