/** Tests of the package of the same name. */
@NullMarked
package dev.spinlab.results.report;

import org.jspecify.annotations.NullMarked;
