/** Designs that were measured and not taken, kept so that the comparison can be made again. */
@NullMarked
package dev.spinlab.bench.alternatives;

import org.jspecify.annotations.NullMarked;
