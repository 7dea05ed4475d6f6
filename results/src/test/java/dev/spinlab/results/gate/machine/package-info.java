/** Tests of the package of the same name. */
@NullMarked
package dev.spinlab.results.gate.machine;

import org.jspecify.annotations.NullMarked;
