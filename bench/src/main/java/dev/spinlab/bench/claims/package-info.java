/**
 * The claims: every sentence of the sources that can be tested, the test, and the criterion that says whether it holds.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>whether a claim holds is computed from what was measured or simulated in this run, by a criterion that is a pure
 *       function of those data;
 *   <li>what could not be tested, because the run was stopped or a fork failed, has no judgement; it is neither true nor
 *       false;
 *   <li>figures of real kernels, stored or measured beside, are quoted and never enter a criterion.
 * </ul>
 */
@NullMarked
package dev.spinlab.bench.claims;

import org.jspecify.annotations.NullMarked;
