/** Tests of the package of the same name. */
@NullMarked
package dev.spinlab.results.claims;

import org.jspecify.annotations.NullMarked;
