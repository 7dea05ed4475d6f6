package dev.spinlab.bench.harness;

/**
 * What a workload asks to be recorded or left alone.
 *
 * @param retries whether to record how many calls, and how long, a refused operation needed
 * @param recoveries whether its operation records how long it took until it was answered
 * @param repeatsAlone whether one task alone can do the operation as often as it likes
 */
record Asked(boolean retries, boolean recoveries, boolean repeatsAlone) {
    /** Nothing recorded, nothing left alone. */
    static final Asked NOTHING = new Asked(false, false, true);
}
