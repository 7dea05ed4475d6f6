/**
 * The claims table: each sentence of the sources that can be tested, with our figure beside the real kernel's.
 *
 * <p>Invariants: whether a claim holds was computed by who wrote the file, never here; a claim that could not be tested is
 * absent, not false.
 */
@NullMarked
package dev.spinlab.results.claims;

import org.jspecify.annotations.NullMarked;
