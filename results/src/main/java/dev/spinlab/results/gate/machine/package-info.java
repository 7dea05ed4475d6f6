/**
 * The machine that a gate runs on, and baselines that are stored for it.
 *
 * <p>Invariants: a fingerprint is made of what matters to speed and of nothing that changes by itself; times of machines
 * with different fingerprints are never compared; a comparison with a stored baseline holds only as far as kernels
 * measured in both runs say that the machine is as fast as it was, and no further than these agree; unit, direction and
 * scaling of a row come from its metric.
 */
@NullMarked
package dev.spinlab.results.gate.machine;

import org.jspecify.annotations.NullMarked;
