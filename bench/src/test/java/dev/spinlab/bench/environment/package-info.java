/** Tests of the package of the same name. */
@NullMarked
package dev.spinlab.bench.environment;

import org.jspecify.annotations.NullMarked;
