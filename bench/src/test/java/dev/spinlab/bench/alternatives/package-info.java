/** Designs that were measured and not taken, and one that takes another apart, kept so that the comparisons can be made again. */
@NullMarked
package dev.spinlab.bench.alternatives;

import org.jspecify.annotations.NullMarked;
