/**
 * Backends under interrupts that come in steps and under interrupts that real-time threads bring: what each loses, whom it
 * refuses, and whether both sources say the same.
 *
 * <p>Invariant: a cell is one JVM, one backend, one workload, one level and one source, so the compiler sees one of each.
 */
@NullMarked
package dev.spinlab.bench.interrupts;

import org.jspecify.annotations.NullMarked;
