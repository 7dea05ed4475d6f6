/**
 * The statistics of a run: few, and all with the fork as the unit of replication.
 *
 * <p>Invariants: an interval is computed from one value per fork, never from pooled iterations; one fork gives an
 * estimate without an interval, never an interval of width zero; what cannot be computed is NaN, never a guess. The
 * iterations of a fork share one JIT compilation and one heap layout, so they are no independent repetitions.
 */
@NullMarked
package dev.spinlab.results.stat;

import org.jspecify.annotations.NullMarked;
