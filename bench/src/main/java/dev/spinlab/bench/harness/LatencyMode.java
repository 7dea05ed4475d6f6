package dev.spinlab.bench.harness;

/** Which operations are timed one by one. */
enum LatencyMode {
    /** None: two looks at the clock cost more than a lookup. */
    OFF,
    /**
     * One in {@value #STRIDE}, for percentiles beside throughput in the same fork. The distance is prime, so that it does not
     * keep step with what happens every so many operations. The longest operation and the order of successes are not known
     * then.
     */
    SAMPLED,
    /** All. */
    ON;

    private static final int STRIDE = 61;

    static LatencyMode parse(ParameterWords words, String name) {
        return switch (words.text(name)) {
            case "off" -> OFF;
            case "sampled" -> SAMPLED;
            case "on" -> ON;
            default -> throw words.unknown(name, "off, sampled, on");
        };
    }

    /** From one timed operation to the next, in operations; as if all were timed where none is. */
    int stride() {
        return this == SAMPLED ? STRIDE : 1;
    }
}
