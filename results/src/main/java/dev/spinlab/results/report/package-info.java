/**
 * The report of a run: one HTML file that needs nothing but itself, and a table for the console.
 *
 * <p>Invariants: the same run gives the same bytes, whatever the locale; every text from a file is escaped; a row with
 * a violation is red wherever it is shown; what is missing is said, never left to be noticed.
 */
@NullMarked
package dev.spinlab.results.report;

import org.jspecify.annotations.NullMarked;
