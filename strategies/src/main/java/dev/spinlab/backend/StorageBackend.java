package dev.spinlab.backend;

import dev.spinlab.kernel.ModelKernel;
import dev.spinlab.lock.SpinLock;
import dev.spinlab.storage.LocalStorage;
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

    /** Returns what it is composed of. */
    StorageConfig config();

    /** Opens a storage on {@code kernel}, which has not been started. */
    default LocalStorage open(ModelKernel kernel) {
        return new LocalStorage(kernel, config());
    }

    /** Returns a lock of the kind that the storage uses. */
    default SpinLock newLock(String name) {
        return config().locks().newLock(name);
    }
}
