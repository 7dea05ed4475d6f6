package dev.spinlab.bench.harness;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.Task;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Control;

/**
 * One task doing one operation again and again, under JMH's control and by the rules of its CPU.
 *
 * <p>The stop rule. JMH's iteration ends when every worker has ended its measured loop, and a worker that waits for its
 * CPU ends nothing. So a task that sees {@link Control#stopMeasurement} leaves its CPU at once; until then it keeps it
 * between operations, as a thread keeps a CPU between system calls. JMH goes on calling until all workers are done;
 * such a call does nothing but rest.
 *
 * <p>The window in which a task is counted opens at its first operation after {@link Control#startMeasurement} and
 * closes when it sees the stop. JMH counts an operation that the stop cuts short, we do not; we may count one that JMH
 * began just before its start: at most one each per task and iteration.
 */
final class TaskLoop implements TaskClock {
    /** The longest latency that is recorded as it is; longer ones are recorded as this. */
    static final long MAX_LATENCY_NANOS = 60_000_000_000L;

    private static final int LATENCY_DIGITS = 3;

    /** Rest of a task that has been stopped while others have not: long enough to keep off their CPUs. */
    private static final long REST_NANOS = 30_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean CPU_TIME = THREADS.isCurrentThreadCpuTimeSupported();

    private final Task task;
    private final Cpu cpu;
    private final CpuWindow cpuWindow;
    private final HandlerTally handlers;
    private final Operation operation;
    private final Tally tally;
    private final @Nullable Histogram latency;
    private final int thinkSteps;

    /** Whether the task holds its CPU and is counted; the one thing that an operation looks at before it begins. */
    private boolean steady;

    /** The present iteration's, once the task has arrived; for an operation that waits for other tasks. */
    private @Nullable Control control;

    private boolean measuring;
    private long threadCpuNanosAtOpen;
    private long onCpuNanosAtOpen;
    private @Nullable TaskResult result;

    /**
     * Makes a loop.
     *
     * @param task the calling thread's task
     * @param cpuWindow counts of its CPU, shared with the CPU's other tasks
     * @param handlers counts of the handlers on top of it
     * @param operation what to do
     * @param timed whether to time every operation
     * @param thinkSteps steps of other work between two operations, which no time covers
     * @param retries counts retries, null if nobody asks
     */
    TaskLoop(
            Task task,
            CpuWindow cpuWindow,
            HandlerTally handlers,
            Operation operation,
            boolean timed,
            int thinkSteps,
            @Nullable Retries retries) {
        this.task = task;
        this.cpu = task.cpu();
        this.cpuWindow = cpuWindow;
        this.handlers = handlers;
        this.operation = operation;
        this.thinkSteps = thinkSteps;
        tally = new Tally(this, retries);
        latency = timed ? new Histogram(1, MAX_LATENCY_NANOS, LATENCY_DIGITS) : null;
    }

    @Override
    public long onCpuNanos() {
        return task.runNanosNow();
    }

    @Override
    public long wallNanos() {
        return System.nanoTime();
    }

    @Override
    public boolean stopping() {
        Control now = control;
        return now != null && now.stopMeasurement;
    }

    /** Lets the operation bring about what it expects to find. */
    void prepare() {
        try {
            task.enter();
            operation.prepare(cpu);
            task.leave();
        } catch (Throwable broken) {
            abandon();
            throw broken;
        }
    }

    /**
     * Starts an iteration.
     *
     * @param measured whether it is more than a warm-up
     */
    void begin(boolean measured) {
        measuring = measured;
        result = null;
    }

    /**
     * One JMH invocation: one operation, whatever it takes, unless the stop comes first.
     *
     * @return what the operation read, for JMH to consume
     */
    long run(Control control) {
        try {
            return operate(control);
        } catch (Throwable broken) {
            abandon();
            throw broken;
        }
    }

    private long operate(Control control) {
        if (control.stopMeasurement) {
            rest();
            return 0;
        }
        if (!steady) {
            arrive(control);
        }
        Histogram timings = latency;
        long start = timings == null ? 0 : System.nanoTime();
        // Bounded by the stop, which JMH sets when the iteration's time is up.
        while (!call()) {
            if (control.stopMeasurement) {
                rest();
                return 0;
            }
        }
        if (timings != null && steady && measuring) {
            timings.recordValue(Math.min(System.nanoTime() - start, MAX_LATENCY_NANOS));
        }
        for (int i = 0; i < thinkSteps; i++) {
            cpu.step();
        }
        if (control.stopMeasurement) {
            leave();
        }
        return tally.value;
    }

    /** Makes one call; true if it was the last of its operation. */
    private boolean call() {
        Errno errno = operation.call(cpu, tally);
        cpu.operationEnd();
        if (errno != Errno.OK) {
            tally.refused(errno);
            return false;
        }
        return tally.accepted();
    }

    /** Takes the CPU; then, if JMH measures by now, begins to count. */
    private void arrive(Control control) {
        this.control = control;
        if (!task.running()) {
            task.enter();
        }
        if (control.startMeasurement) {
            tally.reset();
            handlers.reset();
            cpuWindow.open(cpu);
            threadCpuNanosAtOpen = CPU_TIME ? THREADS.getCurrentThreadCpuTime() : 0;
            onCpuNanosAtOpen = task.runNanosNow();
            steady = true;
        }
    }

    private void rest() {
        leave();
        LockSupport.parkNanos(REST_NANOS);
    }

    /** Ends counting and gives the CPU up, each if need be. */
    void leave() {
        if (steady) {
            tally.cut();
            result = new TaskResult(
                    tally.successes,
                    tally.acceptedCalls,
                    tally.refused.copy(),
                    tally.refusedNanos,
                    task.runNanosNow() - onCpuNanosAtOpen,
                    CPU_TIME ? THREADS.getCurrentThreadCpuTime() - threadCpuNanosAtOpen : -1,
                    handlers.result(),
                    task.pinned());
            cpuWindow.close(cpu);
            steady = false;
        }
        if (task.running()) {
            task.leave();
        }
    }

    /**
     * Passes the CPU on after an error. Leaving it properly may be forbidden in the state the error left behind, and a task
     * that keeps it would hang all the others, and with them the report of the error.
     */
    private void abandon() {
        if (task.running()) {
            cpu.machine().schedule().release(task);
        }
    }

    /** What was counted in the last iteration; once the task has left. */
    TaskResult result() {
        return result == null ? TaskResult.nothing(task.pinned()) : result;
    }

    /** Retries of the last iteration, null if nobody asks. */
    @Nullable
    Retries retries() {
        return tally.retries;
    }

    /** Recoveries of the last iteration, null for a task that was never counted in it. */
    @Nullable
    Recoveries recoveries() {
        return result == null ? null : tally.recoveries;
    }

    /** Latencies of all measured iterations, null if they are not taken. */
    @Nullable
    Histogram latency() {
        return latency;
    }

    /** The task. */
    Task task() {
        return task;
    }
}
