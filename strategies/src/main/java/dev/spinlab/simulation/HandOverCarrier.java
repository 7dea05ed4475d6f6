package dev.spinlab.simulation;

import dev.spinlab.machine.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a {@link HandOverSchedule} knows of one task. Touched by whoever has the baton. */
final class HandOverCarrier {
    /** What a task does. */
    enum State {
        /** Has its CPU, or is about to ask for it. */
        READY,
        /** Stands in its CPU's queue. */
        WAITS_FOR_CPU,
        /** Until it is woken, or its time has come. */
        SLEEPS,
        /** Has run to its end. */
        ENDED
    }

    final Task task;
    State state = State.READY;
    CarrierThreads.@Nullable CarrierThread thread;
    int number;
    boolean woken;
    long wakeAtNanos;

    /** Whether it has paused since it last got on; at which of its steps, in which of its turns, and what it had seen. */
    boolean spins;

    long spinStep;
    long spinTurn;
    long sawProgress;
    long steps;

    HandOverCarrier(Task task) {
        this.task = task;
    }

    CarrierThreads.CarrierThread thread() {
        return Objects.requireNonNull(thread, "task has not been started");
    }
}
