/** Tests of the package of the same name. */
@NullMarked
package dev.spinlab.results.gate.export;

import org.jspecify.annotations.NullMarked;
