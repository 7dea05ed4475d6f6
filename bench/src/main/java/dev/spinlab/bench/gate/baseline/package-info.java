/**
 * The gate against a stored baseline of the same machine.
 *
 * <p>Invariants: forks of this build only, one value per metric and fork; calibration kernels run in forks of the same kind,
 * before the first round, between rounds and after the last; every comparison measures a planted slowdown too, and is void if it
 * would not have seen it; nothing is measured that could not be compared, and nothing
 * becomes a baseline that drifted while it was measured or that holds a violation.
 */
@NullMarked
package dev.spinlab.bench.gate.baseline;

import org.jspecify.annotations.NullMarked;
