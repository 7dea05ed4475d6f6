package dev.spinlab.backend;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.storage.ConcurrentHashMapStorage;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageConfig;

/** A reference: what a Java program would use instead. Not composed of anything of ours, and without a lock of its own. */
public final class ConcurrentHashMapBackend implements StorageBackend {
    /** For the service loader. */
    public ConcurrentHashMapBackend() {}

    @Override
    public String id() {
        return "concurrent-hash-map";
    }

    @Override
    public String description() {
        return "reference: a ConcurrentHashMap per owner; frees by the garbage collector";
    }

    @Override
    public boolean isReference() {
        return true;
    }

    @Override
    public boolean hasLock() {
        return false;
    }

    @Override
    public StorageConfig config() {
        throw new UnsupportedOperationException(id() + " is not composed of guard, lock and reclaimer");
    }

    @Override
    public Storage open(ModelKernel kernel) {
        return new ConcurrentHashMapStorage(kernel);
    }

    @Override
    public SpinLock newLock(String name) {
        throw new UnsupportedOperationException(id() + " has no lock of its own");
    }
}
