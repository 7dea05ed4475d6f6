package dev.spinlab.simulation;

import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The right to run, of which a whole machine has one: the test has it, or the task that the test gave it to. What the giver
 * wrote is visible to the taker.
 */
final class OneBaton {
    private static final long PATIENCE_SECONDS = 60;

    private final Semaphore withTheTest = new Semaphore(0);
    private @Nullable ManualCarrier holder;

    /**
     * Gives the baton to a task and waits until it comes back. Called by the test.
     *
     * @throws AssertionError if the task neither takes a step nor ends for a long time; its stack is where the task is
     */
    void lend(ManualCarrier carrier) {
        if (holder != null) {
            throw new IllegalStateException("only the test may drive the schedule, not a task");
        }
        holder = carrier;
        carrier.proceed.release();
        boolean back;
        try {
            back = withTheTest.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interruption) {
            throw new AssertionError("interrupted while " + carrier.describe() + " ran", interruption);
        }
        if (!back) {
            AssertionError stuck = new AssertionError(carrier.describe() + " neither takes a step nor ends");
            stuck.setStackTrace(carrier.stack());
            throw stuck;
        }
        holder = null;
    }

    /** Gives the baton back for good. Called by a task at its end. */
    void giveBack() {
        withTheTest.release();
    }

    /** Gives the baton back and waits until the test lends it again. Called by the task that has it. */
    void giveBackAndWait(ManualCarrier self) {
        withTheTest.release();
        self.proceed.acquireUninterruptibly();
        self.checkAbandoned();
    }

    /** Returns the task that has the baton. */
    ManualCarrier holder() {
        return Objects.requireNonNull(holder, "a step outside a task that the test let run");
    }

    /** Ends a task where it stands; it has not the baton. */
    static void abandon(ManualCarrier carrier) {
        carrier.abandoned = true;
        carrier.proceed.release();
        carrier.awaitEnd(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }
}
