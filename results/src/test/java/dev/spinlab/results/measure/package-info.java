/** Tests of the package of the same name. */
@NullMarked
package dev.spinlab.results.measure;

import org.jspecify.annotations.NullMarked;
