package dev.spinlab.lock;

/**
 * A wait that cannot end, or did not for longer than any critical section lasts: what hangs a real kernel. The stack is the
 * waiter's; if the holder is on the same CPU, the holder's frames lie below it.
 */
public final class LockupError extends Error {
    private static final long serialVersionUID = 1L;

    LockupError(String message) {
        super(message);
    }
}
