/**
 * The command line of {@code benchmarks.jar}.
 *
 * <p>Invariants: bad input is one line on standard error that names the thing and the remedy, never a stack trace; an error of
 * our own is one line too, and its trace is in a file that the line names. Exit codes: 0 good, 1 a check found something, 2 bad
 * usage, bad input or a void run, 3 undecided.
 */
@NullMarked
package dev.spinlab.bench.cli;

import org.jspecify.annotations.NullMarked;
