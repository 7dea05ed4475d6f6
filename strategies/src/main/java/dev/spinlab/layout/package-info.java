/** Where hot fields lie: what one CPU writes must not share a cache line, or a pair of them, with what another uses. */
@NullMarked
package dev.spinlab.layout;

import org.jspecify.annotations.NullMarked;
