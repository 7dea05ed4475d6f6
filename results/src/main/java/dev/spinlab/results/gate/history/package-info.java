/**
 * The history of gates and the trends in it: slow creep that no single gate sees.
 *
 * <p>Invariants: what is in the history file is never rewritten, only appended to; a line that cannot be read costs that
 * line alone and is named; values of different machines are never put into one series; a change point is found by a
 * seeded test whose rate of false alarms is stated.
 */
@NullMarked
package dev.spinlab.results.gate.history;

import org.jspecify.annotations.NullMarked;
