/** Tests of the charts. */
@NullMarked
package dev.spinlab.results.chart;

import org.jspecify.annotations.NullMarked;
