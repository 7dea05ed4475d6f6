package dev.spinlab.bench.interrupts;

/** A cell gave no figures. The message is one line. */
public final class CellFailure extends Exception {
    private static final long serialVersionUID = 1L;

    CellFailure(String message) {
        super(message);
    }
}
