package dev.spinlab.lock;

import dev.spinlab.machine.Errno;

/** How an attempt to take a lock ended. */
public enum LockResult {
    /** The caller holds the lock. */
    ACQUIRED(Errno.OK),
    /** Waiting would never end, or the lock cannot be waited for in this context. The caller holds nothing. */
    DEADLOCK(Errno.EDEADLK),
    /** Waiting took too long. The caller holds nothing. */
    TIMED_OUT(Errno.ETIMEDOUT);

    private final Errno errno;

    LockResult(Errno errno) {
        this.errno = errno;
    }

    /** Returns the error code that an operation passes on. */
    public Errno errno() {
        return errno;
    }
}
