/**
 * The timed gate: forks of two builds that measure in turns, on this machine.
 *
 * <p>Invariants: the pair of forks is the unit of replication, each a JVM of its own, with one value per metric; forks of all
 * arms are started alike, with the jar of the arm as their class path and nothing else; what an arm lacks is said before
 * anything is measured.
 */
@NullMarked
package dev.spinlab.bench.gate.timed;

import org.jspecify.annotations.NullMarked;
