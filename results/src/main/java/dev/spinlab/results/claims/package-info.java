/**
 * The claims: sentences of the texts that the project was created from, each tested on this machine.
 *
 * <p>Invariants: whether a claim holds is computed by who writes the file and only shown here; our figure always stands
 * beside that of the real kernel, where there is one.
 */
@NullMarked
package dev.spinlab.results.claims;

import org.jspecify.annotations.NullMarked;
