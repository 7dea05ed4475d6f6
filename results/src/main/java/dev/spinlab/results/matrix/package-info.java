/**
 * The verdict matrix: what each backend does in each situation, as a file, a picture and a text.
 *
 * <p>Invariants: the file carries a schema version; the same matrix gives the same picture and text, whatever the locale
 * and the fonts of the machine; a verdict is told by word and symbol, never by colour alone; controls stand apart from
 * the backends that are compared.
 */
@NullMarked
package dev.spinlab.results.matrix;

import org.jspecify.annotations.NullMarked;
