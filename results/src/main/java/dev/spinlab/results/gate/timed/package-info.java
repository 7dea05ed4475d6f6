/**
 * The timed gate: whether the head costs more than the base on this machine, now.
 *
 * <p>Words. An {@link dev.spinlab.results.gate.timed.Arm arm} is a version. A fork is one JVM, the unit of replication. A
 * {@link dev.spinlab.results.gate.timed.Block block} holds forks of two arms in the order ABBA or BAAB and gives one value
 * per metric: the difference of the arms' mean logarithms, positive where the other arm is worse than the base. A row is a
 * backend, a workload and a metric. The family are the rows that gate; the others are advisory.
 *
 * <p>Invariants: a verdict is a pure function of {@link dev.spinlab.results.gate.timed.GateData} and the number of looks, so
 * that a stored gate can be decided again; lack of data is UNDECIDED, never "no difference"; a gate whose controls fail is
 * VOID, never green; whether smaller or greater is better comes from the metric; every output is a function of data and
 * verdict, the same in every locale.
 */
@NullMarked
package dev.spinlab.results.gate.timed;

import org.jspecify.annotations.NullMarked;
