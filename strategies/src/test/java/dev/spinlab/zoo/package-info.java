/**
 * The bug zoo: bugs planted in the real classes, each of which the kit or the exploration must catch by name.
 *
 * <p>A bug is an edit of a source file, compiled on its own and loaded in front of the real classes. So there is no copy that
 * could go stale: when the code changes so that an edit no longer fits, its test says so.
 */
@NullMarked
package dev.spinlab.zoo;

import org.jspecify.annotations.NullMarked;
