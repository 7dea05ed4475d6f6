/**
 * What a run is measured on, and what that machine can do.
 *
 * <p>Invariants: a parser is a pure function of text and knows neither files nor this machine; only {@link
 * dev.spinlab.bench.environment.SystemFiles} opens files; what a machine does not tell is null, never a guess. Nothing here
 * fails because a file is missing: on another operating system the answers are null or come from the JVM.
 */
@NullMarked
package dev.spinlab.bench.environment;

import org.jspecify.annotations.NullMarked;
