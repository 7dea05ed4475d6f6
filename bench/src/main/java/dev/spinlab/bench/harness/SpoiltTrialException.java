package dev.spinlab.bench.harness;

/** A trial that says nothing, for which the JVM alone is to blame: another one would do otherwise. The message is one line. */
public final class SpoiltTrialException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    SpoiltTrialException(String message) {
        super(message);
    }
}
