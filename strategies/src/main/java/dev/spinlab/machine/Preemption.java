package dev.spinlab.machine;

import java.util.Locale;

/** When a CPU may take itself away from a task whose time slice is over. */
public enum Preemption {
    /** Only between operations, as a kernel built or booted with {@code preempt=none} does within a system call. */
    NONE,
    /** At any step with preemption count 0, in task context, with interrupts on: {@code preempt=full}. */
    FULL;

    /** Returns the spelling used on command lines and in results, for example {@code full}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds the constant with the given {@link #id()}.
     *
     * @throws IllegalArgumentException if there is none; the message lists the known ones
     */
    public static Preemption of(String id) {
        for (Preemption candidate : values()) {
            if (candidate.id().equals(id)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("unknown preemption model '" + id + "'; known: none, full");
    }
}
