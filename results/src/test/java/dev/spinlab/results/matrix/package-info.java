/** Tests of the package of the same name. */
@NullMarked
package dev.spinlab.results.matrix;

import org.jspecify.annotations.NullMarked;
