/** What the parts of an operation cost, each by itself: the measurements behind {@code strategies/PERFORMANCE.md}. */
@NullMarked
package dev.spinlab.bench.ladder;

import org.jspecify.annotations.NullMarked;
