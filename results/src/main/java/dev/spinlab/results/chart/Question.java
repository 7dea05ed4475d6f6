package dev.spinlab.results.chart;

/** The question that a chart answers; the report is ordered by them. */
public enum Question {
    /** Refusals and breaches. */
    FAIL("Does it fail?"),
    /** Latency, retries, recovery and fairness. */
    WAIT("How long can it take?"),
    /** Goodput, CPU time and counters. */
    COST("What does it cost?"),
    /** What is unlinked and not yet free. */
    MEMORY("What does it keep in memory?");

    private final String text;

    Question(String text) {
        this.text = text;
    }

    /**
     * The question in words.
     *
     * @return for example {@code Does it fail?}
     */
    public String text() {
        return text;
    }
}
