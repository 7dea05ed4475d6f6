/**
 * The run directory: what a benchmark run leaves on disk and how it is read back.
 *
 * <p>Invariants: every record carries a schema version; a reader names the file and the remedy when it cannot use one;
 * nothing in a run directory refers to anything outside it.
 */
@NullMarked
package dev.spinlab.results.run;

import org.jspecify.annotations.NullMarked;
