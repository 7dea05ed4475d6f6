/**
 * The results of a gate in the formats of tools that teams already use.
 *
 * <p>Invariants: a direction is never guessed from a unit, since every result states its own; what a format has no room
 * for is left out, never put where it means something else; a result that a format would misread is refused with its
 * name. Each exporter names the document that its output was checked against.
 */
@NullMarked
package dev.spinlab.results.gate.export;

import org.jspecify.annotations.NullMarked;
