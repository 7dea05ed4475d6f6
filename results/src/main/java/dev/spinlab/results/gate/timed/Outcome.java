package dev.spinlab.results.gate.timed;

/** What is said of a row, the worst first. */
public enum Outcome {
    /** A violation, or an error code that the base never gave: red however rare. */
    BROKEN("BROKEN"),
    /** Worse than the base, beyond chance and beyond the floor. */
    REGRESSED("REGRESSED"),
    /** The data do not tell. */
    UNDECIDED("undecided"),
    /** A count that is not shown to have risen by its floor, though there was data enough to show it. */
    NO_RISE("no rise"),
    /** Within the margin, by two one-sided tests. */
    EQUIVALENT("equivalent"),
    /** Better than the base, beyond chance and beyond the floor. */
    IMPROVED("improved");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /**
     * The outcome in a word.
     *
     * @return for example {@code equivalent}
     */
    public String word() {
        return word;
    }

    /**
     * Whether it makes a gate red.
     *
     * @return false also for what is undecided
     */
    public boolean red() {
        return this == BROKEN || this == REGRESSED;
    }
}
