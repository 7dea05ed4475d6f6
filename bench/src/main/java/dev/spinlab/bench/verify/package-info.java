/** Exploring backends until the time is up, on all CPUs, and what came of it: the verdict matrix. */
@NullMarked
package dev.spinlab.bench.verify;

import org.jspecify.annotations.NullMarked;
