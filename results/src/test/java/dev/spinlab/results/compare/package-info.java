/** Tests of the package of the same name. */
@NullMarked
package dev.spinlab.results.compare;

import org.jspecify.annotations.NullMarked;
