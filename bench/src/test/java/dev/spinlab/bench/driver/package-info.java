/** Tests of the package of the same name. */
@NullMarked
package dev.spinlab.bench.driver;

import org.jspecify.annotations.NullMarked;
