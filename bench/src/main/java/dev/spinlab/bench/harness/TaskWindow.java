package dev.spinlab.bench.harness;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Task;
import org.jspecify.annotations.Nullable;

/** The part of an iteration in which one task is counted; opened and closed while it holds its CPU. */
final class TaskWindow {
    private final Task task;
    private final Cpu cpu;
    private final CpuWindow cpuWindow;
    private final HandlerTally handlers;
    private final Tally tally;
    private final @Nullable Latencies latencies;
    private long askedNanos;
    private long openedNanos;
    private long onCpuNanosAtOpen;
    private ThreadCosts costsAtOpen = new ThreadCosts(0, 0);
    private @Nullable TaskResult result;

    /**
     * Makes the window of one task.
     *
     * @param task the task
     * @param cpuWindow that of its CPU
     * @param handlers counts of the handlers on top of it
     * @param tally its own counts
     * @param latencies its latencies, null if they are not taken
     */
    TaskWindow(Task task, CpuWindow cpuWindow, HandlerTally handlers, Tally tally, @Nullable Latencies latencies) {
        this.task = task;
        this.cpu = task.cpu();
        this.cpuWindow = cpuWindow;
        this.handlers = handlers;
        this.tally = tally;
        this.latencies = latencies;
    }

    /**
     * Opens.
     *
     * @param asked when the task asked for its CPU
     * @return now
     */
    long open(long asked) {
        tally.reset();
        handlers.reset();
        cpuWindow.open(cpu);
        askedNanos = asked;
        onCpuNanosAtOpen = task.runNanosNow();
        costsAtOpen = ThreadCosts.now();
        openedNanos = System.nanoTime();
        return openedNanos;
    }

    /** Closes, and adds up. */
    void close() {
        ThreadCosts costs = ThreadCosts.now().since(costsAtOpen);
        tally.cut();
        result = new TaskResult(
                tally.successes,
                tally.acceptedCalls,
                tally.refused.copy(),
                tally.refusedNanos,
                task.runNanosNow() - onCpuNanosAtOpen,
                costs,
                handlers.result(),
                task.pinned(),
                new TaskSpan(askedNanos, openedNanos, System.nanoTime()),
                latencies == null ? null : latencies.longest());
        cpuWindow.close(cpu);
    }

    /** Forgets the result of the last iteration. */
    void forget() {
        result = null;
        if (latencies != null) {
            latencies.beginIteration();
        }
    }

    /** What was counted since {@link #forget}; once closed. */
    TaskResult result() {
        return result == null ? TaskResult.nothing(task.pinned()) : result;
    }
}
