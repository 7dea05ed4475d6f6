/** What the parts of an operation cost, each by itself. */
@NullMarked
package dev.spinlab.bench.ladder;

import org.jspecify.annotations.NullMarked;
