/** A machine with what a kernel brings to it: the grace-period domains and the work queues. */
@NullMarked
package dev.spinlab.kernel;

import org.jspecify.annotations.NullMarked;
