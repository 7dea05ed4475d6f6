package dev.spinlab.bench.harness;

import org.HdrHistogram.Histogram;

/**
 * A distribution of times, as metrics of an iteration and as a histogram of the trial.
 *
 * @param metric what its metrics are called, before the dot
 * @param tag tag in the histogram log
 * @param nanos the times of one iteration
 * @param counted whether the number of times is a metric as well
 */
record Distribution(String metric, String tag, Histogram nanos, boolean counted) {}
