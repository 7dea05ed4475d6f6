/**
 * What a real kernel did in the model's own cases: the content of {@code kernel.json}, and its table.
 *
 * <p>Invariants: figures of a kernel are shown beside the model's and never mixed with them; what a kernel cannot show, because
 * of how it was built or booted, is said with its figures; a measurement that was refused has no row and a line that says why.
 */
@NullMarked
package dev.spinlab.results.kernel;

import org.jspecify.annotations.NullMarked;
