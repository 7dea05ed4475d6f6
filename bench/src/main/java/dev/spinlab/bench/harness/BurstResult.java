package dev.spinlab.bench.harness;

import org.HdrHistogram.Histogram;

/**
 * What the bursts of one iteration showed about short-term fairness.
 *
 * @param workingSet distinct tasks in a burst, averaged over the bursts; NaN if none was completed
 * @param reacquireNanos time from a success of a task to its next one in the same burst
 */
record BurstResult(double workingSet, Histogram reacquireNanos) {}
