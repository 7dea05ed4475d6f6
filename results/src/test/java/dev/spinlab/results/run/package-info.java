/** Tests of the package of the same name. */
@NullMarked
package dev.spinlab.results.run;

import org.jspecify.annotations.NullMarked;
