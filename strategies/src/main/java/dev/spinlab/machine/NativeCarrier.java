package dev.spinlab.machine;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The Java thread behind a task: how it waits for its CPU and how it sleeps. */
final class NativeCarrier {
    private volatile boolean granted;
    private volatile boolean awake;
    private volatile @Nullable Thread thread;

    /** Takes note of the thread before it runs. */
    void carriedBy(Thread carrying) {
        thread = carrying;
    }

    /** Returns the id of the thread, 0 as long as none is known. */
    long threadId() {
        Thread carrying = thread;
        return carrying == null ? 0 : carrying.getId();
    }

    /** Waits until {@link #grant}; bounded by the time for which the tasks ahead keep the CPU. */
    void awaitGrant() {
        thread = Thread.currentThread();
        while (!granted) {
            LockSupport.park(this);
        }
        granted = false;
    }

    void grant() {
        granted = true;
        LockSupport.unpark(thread);
    }

    void park(long nanos) {
        thread = Thread.currentThread();
        long deadline = System.nanoTime() + nanos;
        while (!awake) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            LockSupport.parkNanos(this, left);
        }
        awake = false;
    }

    void wake() {
        awake = true;
        LockSupport.unpark(thread);
    }
}
