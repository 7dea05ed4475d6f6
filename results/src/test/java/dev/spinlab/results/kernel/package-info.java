@NullMarked
package dev.spinlab.results.kernel;

import org.jspecify.annotations.NullMarked;
