package dev.spinlab.bench.gate.timed;

import dev.spinlab.results.gate.timed.Arm;

/** A fork of an arm ended without a result; the message is one line. */
final class ArmFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Arm arm;

    /**
     * A failure.
     *
     * @param arm whose fork it was
     * @param cause what it said
     */
    ArmFailedException(Arm arm, Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.arm = arm;
    }

    Arm arm() {
        return arm;
    }
}
