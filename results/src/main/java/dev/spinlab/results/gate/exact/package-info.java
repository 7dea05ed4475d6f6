/**
 * The exact gate: counts that are the same in every run, compared for equality with those that were accepted.
 *
 * <p>Invariants: nothing in a record depends on the machine, on time or on the JDK; rows and figures are in one order, so that
 * a change of the record reads as a difference of text.
 */
@NullMarked
package dev.spinlab.results.gate.exact;

import org.jspecify.annotations.NullMarked;
