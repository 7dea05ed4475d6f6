/** Counts exact figures: the suite's own operations, in an interpreter, under a schedule in which everything is given. */
@NullMarked
package dev.spinlab.bench.gate.exact;

import org.jspecify.annotations.NullMarked;
