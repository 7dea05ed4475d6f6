package dev.spinlab.backend;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.storage.LocalStorage;
import dev.spinlab.storage.Storage;
import dev.spinlab.storage.StorageConfig;

/**
 * A locking strategy for owner-local storage.
 *
 * <p>To add one: implement this, name the class in {@code META-INF/services/dev.spinlab.backend.StorageBackend}.
 */
public interface StorageBackend {
    /** Returns the name used on command lines, in results and charts: lower case, words joined by hyphens. */
    String id();

    /** Returns what it is, in one line. */
    String description();

    /** Returns whether it is there to be found out, and so is left out unless asked for by name. */
    default boolean isControl() {
        return false;
    }

    /**
     * Returns whether it is what a Java program would use instead, and so is left out unless asked for. No strategy for the
     * modelled kernel: it is measured, but neither checked by the conformance kit nor explored.
     */
    default boolean isReference() {
        return false;
    }

    /** Returns whether it has a lock that can be measured by itself. */
    default boolean hasLock() {
        return true;
    }

    /**
     * Returns what it is composed of.
     *
     * @throws UnsupportedOperationException if it is a reference that is not composed of our parts
     */
    StorageConfig config();

    /** Opens a storage on {@code kernel}, which has not been started. */
    default Storage open(ModelKernel kernel) {
        return new LocalStorage(kernel, config());
    }

    /**
     * Returns a lock of the kind that the storage uses.
     *
     * @throws UnsupportedOperationException if there is none; see {@link #hasLock}
     */
    default SpinLock newLock(String name) {
        return config().locks().newLock(name);
    }
}
