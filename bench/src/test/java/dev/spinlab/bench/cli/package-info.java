/** Tests of the package of the same name. */
@NullMarked
package dev.spinlab.bench.cli;

import org.jspecify.annotations.NullMarked;
