package dev.spinlab.machine;

/**
 * A rule of the machine was broken: sleeping while atomic, leaving with preemption off, unbalanced sections.
 *
 * <p>On a real kernel this is a bug report and undefined behaviour after it; here it is always an error in the strategy or
 * in the test, never a result.
 */
public final class ContextViolation extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Creates one with a message that names the broken rule. */
    public ContextViolation(String message) {
        super(message);
    }
}
