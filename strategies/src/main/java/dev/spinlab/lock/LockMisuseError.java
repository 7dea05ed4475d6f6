package dev.spinlab.lock;

/** A lock was used against its rules: unlocked out of order, by another CPU, or after a failed attempt. */
public final class LockMisuseError extends Error {
    private static final long serialVersionUID = 1L;

    LockMisuseError(String message) {
        super(message);
    }
}
