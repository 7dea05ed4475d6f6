package dev.spinlab.simulation;

import dev.spinlab.simulation.HandOverCarrier.State;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Who holds one CPU, and who waits for it in order of arrival. */
final class HandOverQueue {
    private final ArrayDeque<HandOverCarrier> waiting = new ArrayDeque<>();
    private @Nullable HandOverCarrier holder;

    boolean isFree() {
        return holder == null;
    }

    boolean isHeldBy(HandOverCarrier carrier) {
        return holder == carrier;
    }

    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    /** Takes the CPU, or queues for it and answers false. */
    boolean tryTake(HandOverCarrier taker) {
        if (holder == null || holder == taker) {
            holder = taker;
            return true;
        }
        enqueue(taker);
        return false;
    }

    /** Has {@code carrier} wait for the CPU. */
    void enqueue(HandOverCarrier carrier) {
        carrier.state = State.WAITS_FOR_CPU;
        waiting.addLast(carrier);
    }

    /** Gives the CPU to whoever waits longest, if anybody does. */
    void giveAway() {
        holder = waiting.pollFirst();
        if (holder != null) {
            holder.state = State.READY;
        }
    }

    /** Gives the CPU to {@code carrier}, which has not asked yet. */
    void giveTo(HandOverCarrier carrier) {
        holder = carrier;
    }
}
