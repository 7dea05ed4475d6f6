package dev.spinlab.bench.driver;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or an ordinary kill: the running fork is ended, and the JVM waits until what was measured is safe.
 *
 * <p>While one is open, the JVM's shutdown is held up until {@link #close()}, at most {@value #PATIENCE_SECONDS} seconds.
 */
public final class StopSignal implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final int KILL_EVERY_MILLIS = 50;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "spinlab-stop");
    private volatile boolean requested;
    private volatile boolean forking = true;

    private StopSignal() {}

    /**
     * Starts to listen.
     *
     * @return close it when everything is written
     */
    public static StopSignal listen() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /**
     * A signal that nothing gives but {@link #request()}.
     *
     * @return for tests
     */
    static StopSignal deaf() {
        return new StopSignal();
    }

    /** Asks the run to stop before the next fork. */
    public void request() {
        requested = true;
    }

    /**
     * Whether to stop.
     *
     * @return true once the JVM is shutting down
     */
    public boolean requested() {
        return requested;
    }

    /** Tells that no more forks will run, so that children of this process are to be left alone. */
    public void forksAreOver() {
        forking = false;
    }

    @Override
    public void close() {
        finished.countDown();
        if (!requested) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void stop() {
        requested = true;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            // The fork may only just be starting, so one kill could come too early.
            do {
                if (forking) {
                    ForkProcesses.kill();
                }
            } while (!finished.await(KILL_EVERY_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
