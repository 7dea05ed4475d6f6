/**
 * The storage backends: each a composition of a guard, a lock and a reclaimer, found through {@link
 * java.util.ServiceLoader}.
 */
@NullMarked
package dev.spinlab.backend;

import org.jspecify.annotations.NullMarked;
