package dev.spinlab.bench.harness;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Errno;
import dev.spinlab.machine.Task;
import java.util.concurrent.locks.LockSupport;
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
 * <p>In an open loop a task that waits for its next operation to be due leaves its CPU meanwhile. That it takes the
 * CPU again counts as part of the operation.
 *
 * <p>The window in which a task is counted opens at its first call after {@link Control#startMeasurement} and
 * closes when it sees the stop. JMH counts an operation that the stop cuts short, we do not; we may count one that JMH
 * began just before its start: at most one each per task and iteration.
 */
final class TaskLoop implements TaskClock {
    /** Rest of a task that has been stopped while others have not: long enough to keep off their CPUs. */
    private static final long REST_NANOS = 30_000;

    private final Task task;
    private final Cpu cpu;
    private final CpuWindow cpuWindow;
    private final Operation operation;
    private final Tally tally;
    private final TaskWindow window;
    private final @Nullable Latencies latencies;
    private final @Nullable Pacer pacer;
    private final boolean watched;
    private final boolean repeatsAlone;
    private final int thinkSteps;

    /** Whether the task is counted, and in a closed loop holds its CPU; the one thing that an operation looks at first. */
    private boolean steady;

    /** The present iteration's, once the task has arrived; for an operation that waits for other tasks. */
    private @Nullable Control control;

    private boolean measuring;

    /**
     * Makes a loop.
     *
     * @param task the calling thread's task
     * @param cpuWindow counts of its CPU, shared with the CPU's other tasks
     * @param handlers counts of the handlers on top of it
     * @param operation what to do
     * @param latencies records the times of operations, null if nobody asks
     * @param pacer says when operations begin, null if each begins when the one before has ended
     * @param thinkSteps steps of other work between two operations, which no time covers
     * @param asked what the workload wants
     */
    TaskLoop(
            Task task,
            CpuWindow cpuWindow,
            HandlerTally handlers,
            Operation operation,
            @Nullable Latencies latencies,
            @Nullable Pacer pacer,
            int thinkSteps,
            Asked asked) {
        this.task = task;
        this.cpu = task.cpu();
        this.cpuWindow = cpuWindow;
        this.operation = operation;
        this.thinkSteps = thinkSteps;
        this.latencies = latencies;
        this.pacer = pacer;
        watched = latencies != null || pacer != null;
        repeatsAlone = asked.repeatsAlone();
        tally = new Tally(this, asked.retries() ? new Retries() : null, asked.recoveries() ? new Recoveries() : null);
        window = new TaskWindow(task, cpuWindow, handlers, tally, latencies);
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
        } catch (Throwable broken) { // whatever it is, and on it goes: see abandon
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
        tally.reset();
        window.forget();
    }

    /**
     * One JMH invocation: one operation, whatever it takes, unless the stop comes first.
     *
     * @return what the operation read, for JMH to consume
     */
    long run(Control control) {
        try {
            return operate(control);
        } catch (Throwable broken) { // whatever it is, and on it goes: see abandon
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
        boolean done = (watched && due()) ? watchedOperation(control) : untilDone(control);
        if (!done) {
            rest();
            return 0;
        }
        for (int i = 0; i < thinkSteps; i++) {
            cpu.step();
        }
        if (control.stopMeasurement) {
            leave();
        }
        return tally.value;
    }

    /** Calls until the operation is done; false if the stop came first. Counting may begin in the middle of it. */
    private boolean untilDone(Control control) {
        // Bounded by the stop, which JMH sets when the iteration's time is up.
        while (!call()) {
            if (control.stopMeasurement) {
                return false;
            }
            if (!steady) {
                arrive(control);
            }
        }
        return true;
    }

    /** Whether a watched task watches its next operation: all in an open loop. */
    private boolean due() {
        return latencies == null || latencies.due();
    }

    /** An operation that begins on schedule, or is timed, or both; false if the stop came before its end. */
    private boolean watchedOperation(Control control) {
        long intended;
        long start;
        if (pacer == null || !measuring) {
            // A warm-up runs one operation after another, or slow arrivals would meet code that is not compiled.
            start = System.nanoTime();
            intended = start;
        } else {
            if (!steady) {
                return false;
            }
            intended = pacer.next();
            if (!Pacer.await(intended, task, control)) {
                return false;
            }
            start = System.nanoTime();
            if (!task.running()) {
                task.enter();
            }
        }
        boolean counted = steady;
        if (!untilDone(control)) {
            return false;
        }
        if (latencies != null && counted && measuring) {
            latencies.record(intended, start, System.nanoTime());
        }
        return true;
    }

    /** Makes one call; true if it was the last of its operation. */
    private boolean call() {
        Errno errno = operation.call(cpu, tally);
        cpu.operationEnd();
        return tally.answered(errno);
    }

    /** Takes the CPU; then, if JMH measures by now, begins to count. */
    private void arrive(Control control) {
        this.control = control;
        cpuWindow.arrived();
        long asked = System.nanoTime();
        if (!task.running()) {
            task.enter();
        }
        if (control.startMeasurement) {
            long opened = window.open(asked);
            if (pacer != null) {
                pacer.restart(opened);
            }
            steady = true;
        }
    }

    private void rest() {
        leave();
        LockSupport.parkNanos(REST_NANOS);
    }

    /** Ends counting and gives the CPU up, each if need be. */
    void leave() {
        cpuWindow.leaving();
        if (steady) {
            if (!task.running()) {
                task.enter();
            }
            window.close();
            steady = false;
        }
        if (task.running()) {
            task.leave();
        }
    }

    /**
     * Checks whether twice as many operations take twice the time. Between iterations, in the task's own thread, while no
     * other task runs; what it counts is forgotten when the next iteration begins.
     *
     * @return see {@link Proportionality#check}
     */
    double proportionality() {
        try {
            task.enter();
            double ratio = new Repetition(cpu, operation, tally).proportionality(result());
            task.leave();
            return ratio;
        } catch (Throwable broken) { // whatever it is, and on it goes: see abandon
            abandon();
            throw broken;
        }
    }

    /** Whether one task alone can do the operation as often as it likes. */
    boolean repeatsAlone() {
        return repeatsAlone;
    }

    /**
     * Passes the CPU on after an error. Leaving it properly may be forbidden in the state the error left behind, and a task
     * that keeps it would hang all the others, and with them the report of the error.
     */
    private void abandon() {
        cpuWindow.leaving();
        if (task.running()) {
            cpu.machine().schedule().release(task);
        }
    }

    /** What was counted in the last iteration; once the task has left. */
    TaskResult result() {
        return window.result();
    }

    /** Retries of the last iteration, null if nobody asks. */
    @Nullable
    Retries retries() {
        return tally.retries;
    }

    /** Recoveries of the last iteration, null if nobody asks. */
    @Nullable
    Recoveries recoveries() {
        return tally.recoveries;
    }

    /** Latencies of all measured iterations, null if they are not taken. */
    @Nullable
    Latencies latencies() {
        return latencies;
    }

    /** The task. */
    Task task() {
        return task;
    }
}
