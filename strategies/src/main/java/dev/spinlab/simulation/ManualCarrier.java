package dev.spinlab.simulation;

import dev.spinlab.machine.Task;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The thread behind one task of a {@link ManualSchedule}. Everything but {@link #proceed} is guarded by the baton. */
final class ManualCarrier {
    /** Why a task goes on or does not. */
    enum State {
        /** Adopted, but without a thread. */
        IDLE,
        /** May be resumed. */
        READY,
        /** Another task has its CPU. */
        WAITS_FOR_CPU,
        /** Asleep until it is woken or its time has come. */
        PARKED,
        /** Its body has ended, one way or another. */
        ENDED
    }

    /** Unwinds a task that the test left unfinished. */
    static final class Abandoned extends Error {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("the test ended before this task");
        }
    }

    final Task task;

    /** The baton, on its way to this task. */
    final Semaphore proceed = new Semaphore(0);

    State state = State.IDLE;
    boolean woken;
    long wakeAtNanos;
    boolean abandoned;

    /** Asked at every step; true gives the baton back to the test. */
    BooleanSupplier stop = () -> false;

    /** Steps since the test let the task go on. */
    long stepsThisRun;

    private @Nullable Thread thread;
    private @Nullable Throwable failure;

    ManualCarrier(Task task) {
        this.task = task;
    }

    void prepare(Runnable body, Runnable atEnd) {
        if (thread != null) {
            throw new IllegalStateException(task + " has a thread already");
        }
        Thread created = new Thread(
                () -> {
                    proceed.acquireUninterruptibly();
                    try {
                        checkAbandoned();
                        body.run();
                    } catch (Throwable thrown) {
                        failure = thrown;
                    }
                    state = State.ENDED;
                    atEnd.run();
                },
                task.name());
        created.setDaemon(true);
        thread = created;
        state = State.READY;
        created.start();
    }

    boolean canGoOn(long nowNanos) {
        return state == State.READY || (state == State.PARKED && (woken || wakeAtNanos - nowNanos <= 0));
    }

    void checkAbandoned() {
        if (abandoned) {
            throw new Abandoned();
        }
    }

    /** Throws what ended the body, once. */
    void rethrow() {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    void awaitEnd(long millis) {
        try {
            thread().join(millis);
        } catch (InterruptedException interruption) {
            throw new AssertionError("interrupted before " + describe() + " had ended", interruption);
        }
    }

    StackTraceElement[] stack() {
        return thread().getStackTrace();
    }

    private Thread thread() {
        return Objects.requireNonNull(thread, "task has no thread");
    }

    String describe() {
        return task + " (" + state + ")";
    }
}
