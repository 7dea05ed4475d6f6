/** What the parts of an operation cost: rungs that differ by one thing, and what surrounds a lock. */
@NullMarked
package dev.spinlab.bench.ladder;

import org.jspecify.annotations.NullMarked;
