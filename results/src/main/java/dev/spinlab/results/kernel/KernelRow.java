package dev.spinlab.results.kernel;

import static dev.spinlab.results.run.Fields.require;
import static dev.spinlab.results.run.Fields.text;
import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One case that was measured on a real kernel.
 *
 * @param operation what each task does: {@value #CREATE_DELETE}, {@value #LOOKUP_HIT} or {@value #NOTHING} inside a BPF
 *     program, {@code update}, {@code lookup} or {@code delete} by a system call
 * @param threads tasks, each pinned
 * @param cpus CPUs that they share
 * @param interruptMicros distance of the interrupts in microseconds of a task's CPU time, 0 without interrupts
 * @param owner whose storage a system call works on: {@value #OWN} or {@value #SHARED}; null inside a BPF program, where it
 *     is always the task's own
 * @param tasks the tasks' calls
 * @param handlers the interrupt handlers' calls, each a create and a delete on another map; null without interrupts
 */
public record KernelRow(
        String operation,
        int threads,
        int cpus,
        int interruptMicros,
        @Nullable String owner,
        KernelCalls tasks,
        @Nullable KernelCalls handlers) {
    /** A create and the delete of what was created. */
    public static final String CREATE_DELETE = "create-delete";

    /** A lookup of what is there. */
    public static final String LOOKUP_HIT = "lookup-hit";

    /** A loop that calls nothing of storage: the control. */
    public static final String NOTHING = "nothing";

    /** Each task works on its own storage. */
    public static final String OWN = "own";

    /** All tasks work on the storage of one task. */
    public static final String SHARED = "shared";

    /** How the row of the handlers' calls is named, below that of the tasks. */
    public static final String HANDLERS = "- its handlers: create-delete on another map";

    /** Rejects what was not measured. */
    public KernelRow {
        text("operation", operation);
        require(threads >= 1 && cpus >= 1 && cpus <= threads, threads + " threads cannot keep " + cpus + " CPUs busy");
        require(interruptMicros >= 0, "interruptMicros must not be negative, but is " + interruptMicros);
        require(owner == null || Set.of(OWN, SHARED).contains(owner), "owner is neither own nor shared, but " + owner);
        requireNonNull(tasks, "tasks");
        require(
                interruptMicros > 0 || handlers == null,
                "handlers have made calls where there are no interrupts: " + operation);
    }

    /**
     * Which case it is: all but what was measured.
     *
     * @return for example {@code create-delete, 2 threads on 1 CPU, interrupt every 100 µs}
     */
    public String label() {
        return (owner == null ? operation : "system call " + operation + ", " + owner + " task")
                + ", " + threads + (threads == 1 ? " thread" : " threads") + " on " + cpus
                + (cpus == 1 ? " CPU" : " CPUs")
                + (interruptMicros == 0 ? "" : ", interrupt every " + interruptMicros + " µs");
    }
}
