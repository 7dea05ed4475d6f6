package dev.spinlab.bench.gate.exact;

/** A backend could not be counted in some case: it hangs there, or breaks. */
public final class ExactFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExactFailure(String message) {
        super(message);
    }
}
