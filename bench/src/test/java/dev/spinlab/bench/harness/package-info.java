/** Tests of the package of the same name. */
@NullMarked
package dev.spinlab.bench.harness;

import org.jspecify.annotations.NullMarked;
