package dev.spinlab.machine;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The right to run on one CPU, handed over in order of arrival.
 *
 * <p>Everything that the giver wrote is visible to the taker: both pass through this object's monitor.
 */
final class Baton {
    private final ArrayDeque<NativeCarrier> waiting = new ArrayDeque<>();
    private boolean held;
    private volatile boolean contended;

    /** Returns whether somebody waits. */
    boolean contended() {
        return contended;
    }

    /** Takes the baton, waiting behind those who came before. */
    void acquire(NativeCarrier taker) {
        synchronized (this) {
            if (!held) {
                held = true;
                return;
            }
            enqueue(taker);
        }
        taker.awaitGrant();
    }

    /** Gives the baton to whoever waits longest, or puts it down. */
    void release() {
        @Nullable NativeCarrier next;
        synchronized (this) {
            next = dequeue();
            held = next != null;
        }
        if (next != null) {
            next.grant();
        }
    }

    /** Lets all who wait now run before {@code giver} runs again. */
    void yieldTo(NativeCarrier giver) {
        NativeCarrier next;
        synchronized (this) {
            @Nullable NativeCarrier first = dequeue();
            if (first == null) {
                return;
            }
            next = first;
            enqueue(giver);
        }
        next.grant();
        giver.awaitGrant();
    }

    private void enqueue(NativeCarrier carrier) {
        waiting.addLast(carrier);
        contended = true;
    }

    private @Nullable NativeCarrier dequeue() {
        @Nullable NativeCarrier first = waiting.pollFirst();
        contended = !waiting.isEmpty();
        return first;
    }
}
