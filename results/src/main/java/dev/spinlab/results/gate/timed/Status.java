package dev.spinlab.results.gate.timed;

/** The verdict on a whole gate. */
public enum Status {
    /** Every gated row is equivalent, improved, or a count that has not risen. */
    PASS,
    /** At least one gated row is worse, or something is broken. */
    REGRESSED,
    /** None is worse, but not all are known not to be. */
    UNDECIDED,
    /** The controls failed, so the rows mean nothing. */
    VOID;

    /** What an undecided gate is taken for. */
    public enum OnUndecided {
        /** Neither: exit code 3. */
        REPORT,
        /** Passed. */
        PASS,
        /** Failed. */
        FAIL
    }

    /**
     * The verdict on a gate by those on its parts. What is broken needs no clock, so it outranks failed controls; these
     * outrank the clocks.
     *
     * @param broken whether a row is broken
     * @param isVoid whether the controls failed
     * @param red whether a gated row is worse or broken
     * @param open whether a gated row is undecided
     * @return the verdict
     */
    public static Status of(boolean broken, boolean isVoid, boolean red, boolean open) {
        if (isVoid && !broken) {
            return VOID;
        }
        if (red) {
            return REGRESSED;
        }
        return open ? UNDECIDED : PASS;
    }

    /**
     * The exit code of the process; 2 is also that of bad input and of a gate that could not run.
     *
     * @param onUndecided what an undecided gate is taken for
     * @return 0 passed, 1 regressed, 2 void, 3 undecided
     */
    public int exitCode(OnUndecided onUndecided) {
        return switch (this) {
            case PASS -> 0;
            case REGRESSED -> 1;
            case VOID -> 2;
            case UNDECIDED ->
                switch (onUndecided) {
                    case REPORT -> 3;
                    case PASS -> 0;
                    case FAIL -> 1;
                };
        };
    }
}
