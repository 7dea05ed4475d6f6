/**
 * Two runs side by side: the cases that both have, as ratios of the second to the first.
 *
 * <p>Invariants: a ratio has Welch's interval on the log scale, from one value per fork of each run; what only one run has
 * is listed, never dropped; runs of different machines are compared, but never without saying so.
 */
@NullMarked
package dev.spinlab.results.compare;

import org.jspecify.annotations.NullMarked;
