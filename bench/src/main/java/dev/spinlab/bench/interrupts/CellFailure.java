package dev.spinlab.bench.interrupts;

/** A cell gave no figures. The message is one line. */
public final class CellFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean worthAnotherTry;

    /**
     * Makes one.
     *
     * @param message one line
     * @param worthAnotherTry whether the JVM alone is to blame, and would do otherwise another time
     */
    public CellFailure(String message, boolean worthAnotherTry) {
        super(message);
        this.worthAnotherTry = worthAnotherTry;
    }

    /**
     * Whether the cell should be run again.
     *
     * @return false if it would probably fail again
     */
    public boolean worthAnotherTry() {
        return worthAnotherTry;
    }
}
