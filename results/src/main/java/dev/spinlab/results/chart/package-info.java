/**
 * The charts of a run, each as SVG and PNG.
 *
 * <p>Invariants: a backend has the same colour, marker and line style in every chart; every axis carries its unit; error
 * bars are 95 % intervals over forks and are absent, not of width zero, where there are no limits; the same run gives
 * the same SVG bytes; a chart whose data the run lacks is left out with a stated reason.
 */
@NullMarked
package dev.spinlab.results.chart;

import org.jspecify.annotations.NullMarked;
