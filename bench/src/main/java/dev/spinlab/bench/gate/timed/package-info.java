/**
 * The timed gate: forks of two builds, interleaved, on this machine.
 *
 * <p>Invariants: the fork is the unit of replication, a JVM of its own that gives one value per metric; forks of all arms are
 * started alike, with the jar of the arm as their class path and nothing else; what an arm lacks is said before anything is
 * measured.
 */
@NullMarked
package dev.spinlab.bench.gate.timed;

import org.jspecify.annotations.NullMarked;
