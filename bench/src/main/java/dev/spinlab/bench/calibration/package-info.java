/**
 * Calibration kernels: small pieces of work that never change, so that their times tell how fast the machine is.
 *
 * <p>Invariants: a kernel uses nothing of the strategies, or a change of these would look like one of the machine; it runs
 * where the first modelled CPU runs, in a fork of its own; a kernel that is changed makes all stored baselines worthless.
 *
 * <table>
 * <caption>Shared fields</caption>
 * <tr><th>field</th><th>read</th><th>write</th><th>guard</th></tr>
 * <tr><td>{@code HandOver.turn}</td><td>volatile</td><td>volatile</td><td>written only by the thread whose turn it is, and
 * once more at the end, when the benchmark's thread has the turn</td></tr>
 * </table>
 */
@NullMarked
package dev.spinlab.bench.calibration;

import org.jspecify.annotations.NullMarked;
