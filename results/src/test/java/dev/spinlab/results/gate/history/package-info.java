/** Tests of the package of the same name. */
@NullMarked
package dev.spinlab.results.gate.history;

import org.jspecify.annotations.NullMarked;
