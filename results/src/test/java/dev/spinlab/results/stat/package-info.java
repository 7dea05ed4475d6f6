/** Tests of the package of the same name. */
@NullMarked
package dev.spinlab.results.stat;

import org.jspecify.annotations.NullMarked;
