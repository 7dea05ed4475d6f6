package dev.spinlab.machine.realtime;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Looks now and then whether a handler has been running for too long; its priority is above that of all handlers.
 *
 * <p>Running is CPU time: a handler that the JVM stopped at a safepoint may wait for long, but keeps nobody from running.
 */
final class Watchdog {
    /** Time between two looks. */
    private static final long INTERVAL_NANOS = 20_000_000;

    private final RealtimeInterrupts source;
    private final RealtimeThreads threads;
    private final List<InterruptThread> watched;
    private final Thread thread = new Thread(this::live, "interrupts/watchdog");
    private final long[] beganNanos;
    private final long[] cpuNanosAtFirstLook;
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile @Nullable String refusal;

    Watchdog(RealtimeInterrupts source, List<InterruptThread> watched) {
        this.source = source;
        threads = source.settings().threads();
        this.watched = watched;
        beganNanos = new long[watched.size()];
        cpuNanosAtFirstLook = new long[watched.size()];
        thread.setDaemon(true);
    }

    /**
     * Starts the thread and waits until it has its priority.
     *
     * @throws RealtimeUnavailable if it was refused
     */
    void start() {
        thread.start();
        RealtimeInterrupts.await(ready);
        String reason = refusal;
        if (reason != null) {
            throw new RealtimeUnavailable(
                    "real-time priority " + RealtimeInterrupts.WATCHDOG_PRIORITY + " was refused (" + reason + ")");
        }
    }

    void awaitEnd() {
        while (thread.isAlive()) {
            source.rest();
        }
    }

    private void live() {
        refusal = "its thread could not be prepared";
        try {
            refusal = threads.makeRealtime(RealtimeInterrupts.WATCHDOG_PRIORITY);
        } finally {
            ready.countDown();
        }
        while (refusal == null && !source.stopping()) {
            threads.sleepUntil(threads.nanoTime() + INTERVAL_NANOS);
            look();
        }
    }

    /** Ends the first handler that has been running for too long since a look first met it. */
    private void look() {
        for (int i = 0; i < watched.size(); i++) {
            InterruptThread each = watched.get(i);
            long began = each.beganNanos();
            if (began == 0) {
                beganNanos[i] = 0;
                continue;
            }
            long cpuNanos = threads.cpuNanos(each.threadId());
            if (began != beganNanos[i]) {
                beganNanos[i] = began;
                cpuNanosAtFirstLook[i] = cpuNanos;
            }
            long ran = cpuNanos - cpuNanosAtFirstLook[i];
            if (ran > source.settings().handlerLimitNanos()) {
                source.endRunaway(each, ran);
                return;
            }
        }
    }
}
