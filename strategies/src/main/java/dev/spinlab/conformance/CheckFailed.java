package dev.spinlab.conformance;

/** A check found something else than it should; the message says what. */
public final class CheckFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckFailed(String message) {
        super(message);
    }
}
