package dev.spinlab.bench.driver;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The processes of running forks: JMH hides them, but they are children of this one. */
final class ForkProcesses {
    private static final ScheduledThreadPoolExecutor WATCHDOG = watchdog();

    private ForkProcesses() {}

    /** Ends the running fork at once. This process starts no other long-lived children. */
    static void kill() {
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * Ends the fork that runs when the time is up.
     *
     * @param millis time from now
     * @return cancel it when the fork has ended
     */
    static ScheduledFuture<?> killAfter(long millis) {
        return WATCHDOG.schedule(ForkProcesses::kill, millis, TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor watchdog() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "spinlab-fork-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
