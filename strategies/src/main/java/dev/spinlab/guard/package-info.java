/** The recursion guard that goes before the locks: a busy counter per CPU, or nothing (kernel-facts 2.6). */
@NullMarked
package dev.spinlab.guard;

import org.jspecify.annotations.NullMarked;
