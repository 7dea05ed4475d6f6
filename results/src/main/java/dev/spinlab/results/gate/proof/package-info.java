/** Many gates of a build against itself, some with a planted slowdown: how often they really err, and what they find. */
@NullMarked
package dev.spinlab.results.gate.proof;

import org.jspecify.annotations.NullMarked;
