package dev.spinlab.results.chart;

import dev.spinlab.results.stat.Interval;

/**
 * One bar with its error bar and the text at its end.
 *
 * @param value length and error bar
 * @param label text
 */
record Bar(Interval value, String label) {}
