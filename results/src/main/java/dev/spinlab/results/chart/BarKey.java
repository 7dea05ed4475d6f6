package dev.spinlab.results.chart;

/**
 * Which bar: a backend in a case.
 *
 * @param backend the series
 * @param category the case's label
 */
record BarKey(Comparable<?> backend, Comparable<?> category) {}
