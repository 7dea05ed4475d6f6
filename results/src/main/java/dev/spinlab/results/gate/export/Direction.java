package dev.spinlab.results.gate.export;

/** Which way a metric gets better. It belongs to the metric; no reader infers it from a unit or a mode. */
public enum Direction {
    /** Times, shares of failures, backlogs. */
    SMALLER_IS_BETTER("smaller is better"),
    /** Rates. */
    GREATER_IS_BETTER("greater is better");

    private final String text;

    Direction(String text) {
        this.text = text;
    }

    /**
     * The direction in words.
     *
     * @return for example {@code smaller is better}
     */
    public String text() {
        return text;
    }

    /**
     * Whether a change makes things worse.
     *
     * @param change the new value minus the old one, or the logarithm of their ratio
     * @return false also for no change and for NaN
     */
    public boolean isWorse(double change) {
        return this == SMALLER_IS_BETTER ? change > 0 : change < 0;
    }
}
