/**
 * The port through which threads are bound to physical CPUs, and what stands behind it.
 *
 * <p>Invariant: a thread counts as pinned only if its mask, read back from the operating system, names that CPU alone.
 */
@NullMarked
package dev.spinlab.machine.pinning;

import org.jspecify.annotations.NullMarked;
