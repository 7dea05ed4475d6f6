/**
 * What each CPU keeps for the queued locks: the held-locks table and the MCS nodes.
 *
 * <p>Apart from the locks themselves because the CPU owns these and the locks only borrow them; so this package depends on
 * neither.
 */
@NullMarked
package dev.spinlab.lock.percpu;

import org.jspecify.annotations.NullMarked;
