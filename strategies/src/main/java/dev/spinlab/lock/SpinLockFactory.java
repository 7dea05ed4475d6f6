package dev.spinlab.lock;

/** Makes locks of one kind. */
@FunctionalInterface
public interface SpinLockFactory {
    /** Makes one lock, free. The name is for messages and may be shared. */
    SpinLock newLock(String name);
}
